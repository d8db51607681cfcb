import { api, client } from '../../shared/api/client.js';
import { NumbersPage } from '../../shared/rules/numbers/numbers-page.js';
import { rulesOfNumbers, withNumbersApart } from '../../shared/rules/numbers/rules-of-numbers.js';

const rules = rulesOfNumbers({
  texts: 'clinicRules',
  groups: [
    ['holding', ['appointments.hold.', 'appointments.confirmWithinMinutes']],
    ['changing', ['appointments.changes.']],
    ['booking', ['appointments.departmentsPerDay', 'bookingTimes.']],
    ['coming', ['appointments.onSite.', 'appointments.noShow.']],
    ['returning', ['appointments.returnPath.']],
    ['waiting', ['waitlist.']],
  ],
  mayPreview: 'clinic-policy.preview',
  mayPublish: 'clinic-policy.publish',
  key: api.clinicRules.pathKey(),
  async read() {
    const { versions, ...rest } = await client.clinicRules.policies.query();
    return { ...rest, versions: versions.map(withNumbersApart) };
  },
  preview: (draft) => client.clinicRules.previewPolicy.mutate(draft),
  publish: (next) => client.clinicRules.publishPolicy.mutate(next),
});

/** The numbers by which seats are booked: what is in force, what was and will be, and the next version. */
export function ClinicRulesPage() {
  return <NumbersPage rules={rules} />;
}
