import { err, ok } from '@banzhen/domain/shared/result';
import { aFamily, anOrder, fixedClock, inMemoryPlatform, scriptedIds } from '@banzhen/domain/testing';
import { expect, it } from 'vitest';

it('keeps what is stored apart from what was handed in and out', async () => {
  const platform = inMemoryPlatform();
  const order = anOrder('PAID');
  await platform.unitOfWork.run(async (stores) => ok(await stores.orders.insert(order)));
  const find = () => platform.read((stores) => stores.orders.find(order.id));
  order.createdAt.setTime(0);
  const found = await find();
  expect(found?.createdAt.getTime()).not.toBe(0);
  found?.createdAt.setTime(0);
  expect((await find())?.createdAt.getTime()).not.toBe(0);
});

it('throws away what a read writes', async () => {
  const platform = inMemoryPlatform();
  const order = anOrder('PAID');
  await platform.read((stores) => stores.orders.insert(order));
  expect(await platform.read((stores) => stores.orders.find(order.id))).toBeUndefined();
});

it('shows nothing of a transaction before it commits, and lets others wait for it', async () => {
  const platform = inMemoryPlatform();
  const order = anOrder('PAID');
  let finish: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const slow = platform.unitOfWork.run(async (stores) => {
    await stores.orders.insert(order);
    await gate;
    return ok('slow');
  });
  const next = platform.unitOfWork.run(async (stores) => ok((await stores.orders.find(order.id))?.id));
  expect(await platform.read((stores) => stores.orders.find(order.id))).toBeUndefined();
  finish();
  expect(await slow).toEqual(ok('slow'));
  expect(await next).toEqual(ok(order.id));
});

it('starts without a policy, and says so', async () => {
  const platform = inMemoryPlatform();
  await expect(
    platform.read((stores) => stores.policies.current(aFamily().tenantId, new Date())),
  ).rejects.toThrow(/no policy/);
  expect(await platform.unitOfWork.run(async () => err('refused'))).toEqual(err('refused'));
});

it('lets time pass only when it is told to, and never backwards', () => {
  const clock = fixedClock();
  const start = clock.now();
  clock.advance(90);
  expect(clock.now().getTime() - start.getTime()).toBe(90 * 60_000);
  clock.now().setTime(0);
  expect(clock.now().getTime() - start.getTime()).toBe(90 * 60_000);
  expect(() => clock.advance(-1)).toThrow(RangeError);
  clock.set(new Date('2030-02-01T00:00:00Z'));
  expect(clock.now()).toEqual(new Date('2030-02-01T00:00:00Z'));
});

it('scripts ids in the form of UUIDv7 and codes that differ', () => {
  const [first, second, other] = [scriptedIds(), scriptedIds(), scriptedIds(2)];
  const ids = Array.from({ length: 50 }, () => first.next());
  expect(ids).toEqual(Array.from({ length: 50 }, () => second.next()));
  expect(ids.toSorted()).toEqual(ids);
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(ids).not.toContain(other.next());
  const codes = Array.from({ length: 50 }, () => first.code(6));
  expect(new Set(codes).size).toBe(50);
  for (const code of codes) expect(code).toMatch(/^\d{6}$/);
});
