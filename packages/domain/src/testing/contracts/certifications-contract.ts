import { beforeEach, describe, expect, it } from 'vitest';
import {
  age,
  approve,
  type Certification,
  type CertificationStatus,
  close,
  endOfDay,
  type Measure,
  type MeasureAct,
  requestInfo,
} from '../../certification/index.js';
import type { StoredFile } from '../../files/index.js';
import { parseIdNumber } from '../../shared/id-number.js';
import {
  type AccountId,
  type CertificationId,
  idFrom,
  type MeasureId,
  type RevealId,
  type StoredFileId,
  type TenantId,
} from '../../shared/ids.js';
import { must } from '../in-memory-visits.js';
import {
  type Applicant,
  aNurseSubmission,
  healthUntil,
  type OpenCertifications,
  openedCertifications,
} from './certifications-fixture.js';
import { freshId } from './fresh.js';
import { inOne } from './opened-once.js';

const submittedAt = new Date('2030-01-07T02:00:00Z');
const later = (minutes: number): Date => new Date(submittedAt.getTime() + minutes * 60_000);

export const certificationsContract = (adapterName: string, open: OpenCertifications): void => {
  describe(`CertificationStores contract: ${adapterName}`, () => {
    const opened = openedCertifications(open);
    let who: Applicant;
    let submitted: Certification;
    let file: StoredFile;
    let officers: readonly [AccountId, AccountId];
    beforeEach(async () => {
      who = await opened().applicant();
      officers = [(await opened().applicant()).accountId, (await opened().applicant()).accountId];
      file = aFile(200_000);
      submitted = aSubmission();
    });

    const officer = (minutes: number, which: 0 | 1 = 0) => ({ by: officers[which], now: later(minutes) });
    const aFile = (bytes: number): StoredFile => ({
      ...{ id: idFrom<StoredFileId>(freshId()), tenantId: who.tenantId, accountId: who.accountId },
      ...{ mediaType: 'application/pdf', storedAt: submittedAt },
      content: Uint8Array.from({ length: bytes }, (_, index) => (index * 7 + (index >> 8)) % 256),
    });
    const aSubmission = (minutes = 0): Certification => aNurseSubmission(who, file.id, later(minutes));
    const keep = (one = submitted) =>
      inOne(opened().unitOfWork, async ({ certifications, files }) => {
        if ((await files.read(file.id)) === undefined) await files.insert(file);
        await certifications.insert(one);
        return one;
      });
    const found = (id = submitted.id) =>
      inOne(opened().unitOfWork, ({ certifications }) => certifications.find(id));
    const save = (one: Certification) =>
      inOne(opened().unitOfWork, ({ certifications }) => certifications.save(one));
    const approved = (one: Certification, minutes: number): Certification => {
      const checks = { registryCheck: '电子化注册 0001', backgroundCheck: '无犯罪记录 0002' };
      const first = must(approve(one, checks, officer(minutes)));
      return must(approve(first, checks, officer(minutes + 1, 1)));
    };

    it('gives a submission back, whole, with every decision', async () => {
      await keep();
      expect(await found()).toEqual(submitted);
      const asked = must(requestInfo(submitted, { health: '照片不清楚' }, officer(5)));
      await save(asked);
      expect(await found()).toEqual(asked);
      const other = aSubmission(10);
      await keep(other);
      const yes = approved(other, 20);
      const first = must(
        approve(other, { registryCheck: '电子化注册 0001', backgroundCheck: '无犯罪记录 0002' }, officer(20)),
      );
      await save(first);
      await save({ ...yes, firstApproval: first.firstApproval, version: 3 } as Certification);
      expect(await found(other.id)).toEqual({ ...yes, firstApproval: first.firstApproval, version: 3 });
    });

    it('never writes over a decision that it has not seen', async () => {
      await keep();
      await save(close(submitted));
      await expect(save(must(requestInfo(submitted, { health: '照片不清楚' }, officer(5))))).rejects.toThrow(
        'has changed',
      );
      expect((await found())?.status).toBe('CLOSED');
    });

    it('lists the submissions of an account newest first, and what waits in a tenant by its wait', async () => {
      const [second, third] = [aSubmission(5), aSubmission(9)];
      await keep(close(submitted));
      await keep(close(second));
      await keep(third);
      const mine = await inOne(opened().unitOfWork, ({ certifications }) =>
        certifications.ofAccount(who.accountId, 2),
      );
      expect(mine.map(({ id }) => id)).toEqual([third.id, second.id]);
      const other = { ...(await opened().applicant()) };
      const theirs = { ...aSubmission(), ...other, tenantId: who.tenantId };
      await keep(theirs);
      const waiting = await inOne(opened().unitOfWork, ({ certifications }) =>
        certifications.waiting(who.tenantId, 9),
      );
      expect(waiting.map(({ id }) => id)).toEqual([theirs.id, third.id]);
    });

    it('gives a file back byte for byte, and counts what an account has', async () => {
      await keep();
      const read = await inOne(opened().unitOfWork, ({ files }) => files.read(file.id));
      expect(read?.content.length).toBe(200_000);
      expect(read?.content.every((byte, index) => byte === file.content[index])).toBe(true);
      expect(read).toMatchObject({ mediaType: 'application/pdf', accountId: who.accountId });
      const bytes = await inOne(opened().unitOfWork, ({ files }) => files.bytesOf(who.accountId));
      expect(bytes).toBe(200_000);
    });

    it('keeps measures with their words, the newest first', async () => {
      await keep();
      const { id: certificationId, tenantId, accountId } = submitted;
      const [first, second] = officers;
      const acts: readonly (readonly [MeasureAct, AccountId | undefined])[] = [
        [{ kind: 'suspended', condition: '完成复训' }, undefined],
        [{ kind: 'lifted' }, first],
        [{ kind: 'suspended', until: later(9_000) }, first],
        [{ kind: 'revocation-proposed', cause: 'harm' }, first],
        [{ kind: 'revoked', cause: 'harm', proposedBy: first }, second],
      ];
      const measures = acts.map(
        ([act, by], index): Measure => ({
          ...{ id: idFrom<MeasureId>(freshId()), tenantId, certificationId, accountId, act },
          ...{ reason: `原因 ${index}`, at: later(index) },
          ...(by ? { by } : {}),
        }),
      );
      for (const measure of measures) await inOne(opened().unitOfWork, (on) => on.measures.append(measure));
      const stored = () => inOne(opened().unitOfWork, (on) => on.measures.ofAccount(accountId));
      expect(await stored()).toEqual(measures.toReversed());
      await opened().erase(accountId, later(20));
      expect(await stored()).toHaveLength(measures.length);
    });

    it('finds an identity in other accounts of the tenant, and bars it beyond an erasure', async () => {
      const written = aSubmission();
      // The same number as somebody else would write it.
      const documents = written.documents.map((one) =>
        one.kind === 'identity-front' ? { ...one, number: '１１０１０５ 19900307 048x' } : one,
      );
      const other = { ...written, documents, accountId: (await opened().applicant()).accountId };
      const foreign = { ...aSubmission(), ...(await opened().applicant()) };
      await keep();
      await keep(foreign);
      await keep(other);
      const elsewhere = (one: Certification) =>
        inOne(opened().unitOfWork, ({ identities }) => identities.elsewhere(one));
      expect(await elsewhere(other)).toEqual([]);
      await save({ ...approved(submitted, 5), version: 2 });
      expect(await elsewhere(other)).toEqual([submitted.id]);
      expect([await elsewhere(submitted), await elsewhere(foreign)]).toEqual([[], []]);
      const isBarred = (tenantId: TenantId, number = '11010519900307048X') =>
        inOne(opened().unitOfWork, (on) => on.identities.isBarred(tenantId, must(parseIdNumber(number))));
      expect(await isBarred(who.tenantId)).toBe(false);
      for (const one of [other, submitted])
        await inOne(opened().unitOfWork, ({ identities }) => identities.bar(one));
      await opened().erase(who.accountId, later(9));
      expect(await isBarred(who.tenantId)).toBe(true);
      expect(await isBarred(who.tenantId, '110105199003070017')).toBe(false);
      expect(await isBarred(foreign.tenantId)).toBe(false);
      expect(await elsewhere(other)).toEqual([]);
    });

    it('lists those of a tenant by where they stand, a page at a time', async () => {
      await keep();
      await save({ ...approved(submitted, 5), version: 2 });
      const second = { ...aSubmission(), accountId: (await opened().applicant()).accountId };
      await keep(second);
      const both = { ...approved(second, 5), version: 2 };
      await save(both);
      const page = (after?: CertificationId, statuses: readonly CertificationStatus[] = ['APPROVED']) =>
        inOne(opened().unitOfWork, async ({ register }) => {
          const asked = { tenantId: who.tenantId, statuses, most: 1, ...(after ? { after } : {}) };
          return (await register.standing(asked)).map(({ id }) => id);
        });
      const [newer, older] = [submitted.id, second.id].toSorted().toReversed();
      expect([await page(), await page(newer), await page(older)]).toEqual([[newer], [older], []]);
      await save({ ...both, status: 'SUSPENDED', version: 3 });
      expect([await page(), await page(undefined, ['SUSPENDED'])]).toEqual([[submitted.id], [second.id]]);
    });

    it('says which submissions begin to run out, and which have', async () => {
      await keep();
      const yes = { ...approved(submitted, 5), version: 2 };
      await save(yes);
      const end = endOfDay(healthUntil);
      const isDue = async (now: Date) => (await opened().due.due(now, 500)).includes(submitted.id);
      const warned = new Date(end.getTime() - 30 * 86_400_000);
      expect(await isDue(new Date(warned.getTime() - 1))).toBe(false);
      expect(await isDue(warned)).toBe(true);
      await save(age(yes, warned));
      expect(await isDue(new Date(end.getTime() - 1))).toBe(false);
      expect(await isDue(end)).toBe(true);
      await save(age(age(yes, warned), end));
      expect(await isDue(end)).toBe(false);
    });

    it('erases with its escort: closed, without name, numbers and files', async () => {
      await keep();
      await inOne(opened().unitOfWork, ({ documentReveals }) =>
        documentReveals.append({
          ...{ id: idFrom<RevealId>(freshId()), tenantId: who.tenantId, certificationId: submitted.id },
          ...{
            accountId: who.accountId,
            by: who.accountId,
            document: 'health',
            reason: '核对有效期',
            at: later(1),
          },
        }),
      );
      await opened().erase(who.accountId, later(5));
      const left = await found();
      expect(left?.status).toBe('CLOSED');
      expect(JSON.stringify(left)).not.toMatch(/李娟|11010519900307048X|国护/);
      expect(await inOne(opened().unitOfWork, ({ files }) => files.read(file.id))).toBeUndefined();
      expect(await inOne(opened().unitOfWork, ({ files }) => files.bytesOf(who.accountId))).toBe(0);
    });
  });
};
