import { expect, it } from 'vitest';
import { planDeaths } from '../dist/proofs/kill/plan.js';
import type { Site } from '../dist/proofs/kill/site.js';

const site = (name: Site['name']): Site => ({
  name,
  freshStage: () => Promise.reject(new Error('a plan starts nothing')),
  close: async () => undefined,
});
const steps = ['a.one', 'a.two', 'a.one', 'b.one', 'a.one'].map((step) => ({ role: 'api' as const, step }));
const deathsOf = (full: boolean, ...names: readonly Site['name'][]) =>
  planDeaths(
    names.map((name) => ({ site: site(name), steps })),
    full,
  ).map(({ drives }) => drives.flatMap(({ failpoints }) => failpoints));

it('has a visit for each step before and after in the nightly size, on each site', () => {
  const plans = planDeaths(
    [
      { site: site('embedded'), steps },
      { site: site('postgres'), steps },
    ],
    true,
  );
  for (const { all, kinds, drives } of plans) {
    expect({ all, kinds, drives: drives.length }).toEqual({ all: 10, kinds: 3, drives: 10 });
    expect(drives.map(({ failpoints }) => failpoints)).toContainEqual(['after:a.one:3']);
  }
});

it('has each kind of step once otherwise, sites and sides in turn', () => {
  expect(deathsOf(false, 'embedded', 'postgres')).toEqual([
    ['before:a.one:1', 'after:b.one:1'],
    ['before:a.two:1'],
  ]);
});

it('has every kind of step that only one site or only one program takes', () => {
  const plans = planDeaths(
    [
      { site: site('embedded'), steps },
      {
        site: site('postgres'),
        steps: [...steps, ...['c.one', 'c.two', 'a.one'].map((step) => ({ role: 'worker' as const, step }))],
      },
    ],
    false,
  );
  const died = plans.flatMap(({ drives }) =>
    drives.flatMap(({ role, failpoints }) => failpoints.map((one) => `${role} ${one}`)),
  );
  expect(died.map((one) => one.split(':')[1]).toSorted()).toEqual([
    'a.one',
    'a.two',
    'b.one',
    'c.one',
    'c.two',
  ]);
  expect(died).toContain('worker after:c.one:1');
});

it('keeps the programs apart and deals deaths that lie far apart to one visit', () => {
  const many = Array.from({ length: 14 }, (_, index) => ({
    role: index % 2 === 0 ? ('api' as const) : ('worker' as const),
    step: `port.step${String.fromCharCode(97 + index)}`,
  }));
  const [plan] = planDeaths([{ site: site('embedded'), steps: many }], false);
  const drives = plan?.drives ?? [];
  expect(drives.map(({ role }) => role)).toEqual(['api', 'api', 'worker', 'worker']);
  expect(drives[0]?.failpoints).toHaveLength(4);
  expect(drives[0]?.failpoints[0]).toContain('stepa');
  expect(drives[0]?.failpoints[1]).toContain('stepe');
});
