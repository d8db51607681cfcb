import { api, client } from '../../shared/api/client.js';
import { NumbersPage } from '../../shared/rules/numbers/numbers-page.js';
import { rulesOfNumbers, withNumbersApart } from '../../shared/rules/numbers/rules-of-numbers.js';

const rules = rulesOfNumbers({
  texts: 'visitRules',
  groups: [
    ['pricing', ['pricing.']],
    ['booking', ['booking.']],
    ['offering', ['offers.', 'unmatched.']],
    ['serving', ['time.']],
    ['changing', ['changes.']],
    ['cancelling', ['cancellation.']],
    ['absent', ['noShow.']],
    ['working', ['duty.']],
    ['settling', ['settlement.']],
  ],
  mayPreview: 'visit-policy.preview',
  mayPublish: 'visit-policy.publish',
  key: api.visitRules.pathKey(),
  async read() {
    const { versions, ...rest } = await client.visitRules.policies.query();
    return { ...rest, versions: versions.map(withNumbersApart) };
  },
  preview: (draft) => client.visitRules.previewPolicy.mutate(draft),
  publish: (next) => client.visitRules.publishPolicy.mutate(next),
});

/** The numbers by which escort orders are quoted, served and settled: what is in force, what was and will be, and the next version. */
export function VisitRulesPage() {
  return <NumbersPage rules={rules} />;
}
