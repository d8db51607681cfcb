import type { RoleGrantDto, StaffMemberDto } from '@banzhen/contracts';
import { Button } from 'antd';
import { useMay } from '../../shared/api/me.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import type { PersonAct, Whom } from './person.js';
import { useGrantWords } from './role-words.js';

type Start = (whom: Whom, act: PersonAct) => void;

/** One role of one person; the first of their roles also carries who they are. */
function GrantRow({ member, grant, start }: { member: StaffMemberDto; grant: RoleGrantDto; start: Start }) {
  const { t } = useTexts();
  const may = useMay();
  const words = useGrantWords()(grant);
  const isFirst = member.grants[0] === grant;
  return (
    <tr data-staff={member.accountId} data-role={grant.role} data-grant={grant.grantId}>
      {isFirst && (
        <th scope="rowgroup" rowSpan={member.grants.length}>
          {member.name}
          <div className="fine number">{member.phone}</div>
          {may('role.grant') && (
            <Button
              size="small"
              onClick={() => start(member, { kind: 'grant' })}
              aria-label={t('grant.buttonFor', { name: member.name })}
            >
              {t('grant.button')}
            </Button>
          )}
        </th>
      )}
      <td data-label={t('staff.role')}>{words.role}</td>
      <td data-label={t('staff.city')}>{words.city}</td>
      <td data-label={t('staff.from')}>{words.from}</td>
      <td data-label={t('staff.until')}>{words.until}</td>
      {may('role.revoke') && (
        <td>
          <Button
            size="small"
            danger
            onClick={() => start(member, { kind: 'revoke', grant })}
            aria-label={t('revoke.buttonOf', { name: member.name, ...words })}
          >
            {t('revoke.button')}
          </Button>
        </td>
      )}
    </tr>
  );
}

/** Staff as a table, one line for each role. */
export function StaffRows({ members, start }: { members: readonly StaffMemberDto[]; start: Start }) {
  const { t } = useTexts();
  const may = useMay();
  return (
    <div className="table-frame">
      <table className="staff-rows stacked-rows">
        <caption className="visually-hidden">{t('staff.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('staff.name')}</th>
            <th scope="col">{t('staff.role')}</th>
            <th scope="col">{t('staff.city')}</th>
            <th scope="col">{t('staff.from')}</th>
            <th scope="col">{t('staff.until')}</th>
            {may('role.revoke') && <th scope="col">{t('staff.act')}</th>}
          </tr>
        </thead>
        {members.map((member) => (
          <tbody key={member.accountId}>
            {member.grants.map((grant) => (
              <GrantRow key={grant.grantId} member={member} grant={grant} start={start} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}
