import { expect, it } from 'vitest';
import { planDeaths } from '../dist/proofs/kill/plan.js';
import type { Site } from '../dist/proofs/kill/site.js';

const site = (name: Site['name']): Site => ({
  name,
  freshStage: () => Promise.reject(new Error('a plan starts nothing')),
  close: async () => undefined,
});
const steps = ['a.one', 'a.two', 'a.one', 'b.one', 'a.one'].map((step) => ({ role: 'api' as const, step }));
const deathsOf = (name: Site['name'], full: boolean) =>
  planDeaths(site(name), steps, full).drives.flatMap(({ failpoints }) => failpoints);

it('has a visit for each step before and after in the nightly size', () => {
  const { all, kinds, drives } = planDeaths(site('embedded'), steps, true);
  expect({ all, kinds, drives: drives.length }).toEqual({ all: 10, kinds: 3, drives: 10 });
  expect(drives.map(({ failpoints }) => failpoints)).toContainEqual(['after:a.one:3']);
});

it('has each kind of step on both sites otherwise, before it on one and after it on the other', () => {
  expect(deathsOf('embedded', false)).toEqual(['before:a.one:1', 'after:a.two:1', 'before:b.one:1']);
  expect(deathsOf('postgres', false)).toEqual(['after:a.one:1', 'before:a.two:1', 'after:b.one:1']);
});

it('keeps the programs apart and deals deaths that lie far apart to one visit', () => {
  const many = Array.from({ length: 14 }, (_, index) => ({
    role: index % 2 === 0 ? ('api' as const) : ('worker' as const),
    step: `port.step${String.fromCharCode(97 + index)}`,
  }));
  const { drives } = planDeaths(site('embedded'), many, false);
  expect(drives.map(({ role }) => role)).toEqual(['api', 'api', 'worker', 'worker']);
  expect(drives[0]?.failpoints).toHaveLength(4);
  expect(drives[0]?.failpoints[0]).toContain('stepa');
  expect(drives[0]?.failpoints[1]).toContain('stepe');
});
