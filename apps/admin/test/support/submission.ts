import type { Browser } from 'playwright-core';
import { expect } from 'vitest';

const inAYear = (): string => new Date(Date.now() + 366 * 86_400_000).toISOString().slice(0, 10);

/** Photographs of papers, of whatever a page shows. */
const photographed = async (browser: Browser, titles: readonly string[]): Promise<readonly Buffer[]> => {
  const page = await browser.newPage({ viewport: { width: 640, height: 400 } });
  const pictures: Buffer[] = [];
  for (const title of titles) {
    await page.setContent(
      `<body style="margin:24px;border:6px double #356;height:320px;font:48px sans-serif;background:#f2ead8">${title}</body>`,
    );
    pictures.push(await page.screenshot({ type: 'jpeg', quality: 80 }));
  }
  await page.close();
  return pictures;
};

/** Submits the credentials of a person of the demo city, as an app would. Answers their number. */
export async function submitCredentials(browser: Browser, origin: string, name: string): Promise<string> {
  const read = async (path: string) => (await (await fetch(`${origin}${path}`)).json()).result.data;
  const people: readonly { readonly name: string; readonly accountId: string }[] =
    await read('/trpc/demo.people');
  const accountId = people.find((person) => person.name === name)?.accountId;
  const signedIn = await fetch(`${origin}/trpc/demo.signInAs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ accountId }),
  });
  const { token } = (await signedIn.json()).result.data;
  const form = new FormData();
  const said = {
    ...{ cityCode: '110000', class: 'care-worker', realName: '孙晓梅', codeOfConduct: '1' },
    ...{ idNumber: '110105199003070025', certificateNumber: 'YLHL-2029-00317', healthValidUntil: inAYear() },
  };
  for (const [field, text] of Object.entries(said)) form.append(field, text);
  const titles = ['身份证 人像面', '身份证 国徽面', '养老护理员证', '健康证明'];
  const fields = ['identityFront', 'identityBack', 'professional', 'health'];
  for (const [index, picture] of (await photographed(browser, titles)).entries())
    form.append(fields[index] ?? '', new Blob([new Uint8Array(picture)]), 'photo.jpg');
  const answer = await fetch(`${origin}/api/caregiver/qualification`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  expect(answer.status).toBe(200);
  return (await answer.json()).certificationId;
}
