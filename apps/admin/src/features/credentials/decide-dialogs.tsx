import type { CertificationDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import type { PaperKind } from './credentials.js';

type Props = { readonly certification: CertificationDto; readonly close: () => void };

const LONGEST_CHECK = 200;
const LONGEST_REMARK = 300;
const SHORTEST = 4;

const isSaid = (text: string): boolean => [...text.trim()].length >= SHORTEST;

type FieldProps = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly longest: number;
  readonly change: (value: string) => void;
};

function TextField({ id, label, value, longest, change }: FieldProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        value={value}
        maxLength={longest}
        autoComplete="off"
        onChange={(event) => change(event.target.value)}
      />
    </div>
  );
}

/** Approves, with where the registry was read and what was found about the person. */
export function ApproveDialog({ certification, close }: Props) {
  const { t } = useTexts();
  const [registryCheck, setRegistry] = useState('');
  const [backgroundCheck, setBackground] = useState('');
  const approve = useMutation(api.certification.approve.mutationOptions());
  const done = useActDone(api.certification.pathKey(), close);
  const { certificationId, maskedName, needsSecond } = certification;
  const isFirstOfTwo = certification.class === 'nurse' && !needsSecond;
  return (
    <ActDialog
      title={t('credentials.approveTitle', { name: maskedName })}
      confirmWord={t('credentials.approve')}
      canConfirm={isSaid(registryCheck) && isSaid(backgroundCheck)}
      consequences={[
        t(isFirstOfTwo ? 'credentials.approveNurse' : 'credentials.approveFirst'),
        t('credentials.approveFace'),
      ]}
      words="none"
      firstControl="registry-check"
      run={() => approve.mutateAsync({ certificationId, registryCheck, backgroundCheck })}
      onDone={done}
      onReload={done}
      onClose={close}
    >
      <TextField
        id="registry-check"
        label={t('credentials.registryCheck')}
        value={registryCheck}
        longest={LONGEST_CHECK}
        change={setRegistry}
      />
      <TextField
        id="background-check"
        label={t('credentials.backgroundCheck')}
        value={backgroundCheck}
        longest={LONGEST_CHECK}
        change={setBackground}
      />
    </ActDialog>
  );
}

/** Asks for papers anew, with a reason for each that is to come. */
export function RequestInfoDialog({ certification, close }: Props) {
  const { t } = useTexts();
  const [remarks, setRemarks] = useState<Partial<Record<PaperKind, string>>>({});
  const request = useMutation(api.certification.requestInfo.mutationOptions());
  const done = useActDone(api.certification.pathKey(), close);
  const { certificationId, maskedName, documents } = certification;
  const said = Object.values(remarks).filter((remark) => remark.trim() !== '');
  return (
    <ActDialog
      title={t('credentials.requestTitle', { name: maskedName })}
      confirmWord={t('credentials.request')}
      canConfirm={said.length > 0 && said.every(isSaid)}
      consequences={[t('credentials.requestFirst')]}
      words="none"
      firstControl={`remark-${documents[0]?.kind}`}
      run={() => request.mutateAsync({ certificationId, remarks })}
      onDone={done}
      onReload={done}
      onClose={close}
    >
      {documents.map(({ kind }) => (
        <TextField
          key={kind}
          id={`remark-${kind}`}
          label={t(`credentials.paper.${kind}`)}
          value={remarks[kind] ?? ''}
          longest={LONGEST_REMARK}
          change={(remark) => setRemarks((before) => ({ ...before, [kind]: remark }))}
        />
      ))}
    </ActDialog>
  );
}

/** Does not approve, with a reason that the applicant reads. */
export function RejectDialog({ certification, close }: Props) {
  const { t } = useTexts();
  const reject = useMutation(api.certification.reject.mutationOptions());
  const done = useActDone(api.certification.pathKey(), close);
  const { certificationId, maskedName } = certification;
  return (
    <ActDialog
      title={t('credentials.rejectTitle', { name: maskedName })}
      confirmWord={t('credentials.reject')}
      isDangerous
      consequences={[t('credentials.rejectFirst')]}
      words={{ label: t('credentials.rejectWhy'), isLong: true }}
      run={(reason) => reject.mutateAsync({ certificationId, reason })}
      onDone={done}
      onReload={done}
      onClose={close}
    />
  );
}
