import { useRouter } from '@tanstack/react-router';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { useMe } from '../../shared/api/me.js';
import { renewMe } from '../../shared/api/renew-me.js';
import { GrantRoleDialog } from './grant-role-dialog.js';
import { ImposeSanctionDialog } from './impose-sanction-dialog.js';
import { LiftDialog } from './lift-dialog.js';
import type { PersonAct, PersonActProps, Whom } from './person.js';
import { ResetTotpDialog } from './reset-totp-dialog.js';
import { RevokeRoleDialog } from './revoke-role-dialog.js';

type Props = { readonly act: PersonAct; readonly whom: Whom; readonly close: () => void };

/** The dialog of an act about a person. When it is done, everything about people is looked up again. */
export function OpenPersonAct({ act, whom, close }: Props) {
  const done = useActDone(api.people.pathKey(), close);
  const router = useRouter();
  const isOwn = useMe()?.accountId === whom.accountId;
  const props: PersonActProps = {
    whom,
    onDone: () => {
      done();
      if (isOwn) void renewMe().then(() => router.invalidate());
    },
    onClose: close,
  };
  switch (act.kind) {
    case 'impose':
      return <ImposeSanctionDialog {...props} />;
    case 'grant':
      return <GrantRoleDialog {...props} />;
    case 'reset-totp':
      return <ResetTotpDialog {...props} />;
    case 'lift':
      return <LiftDialog sanction={act.sanction} {...props} />;
    case 'revoke':
      return <RevokeRoleDialog grant={act.grant} {...props} />;
  }
}
