import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { RefusalNotice } from '../../shared/layout/refusal-notice.js';
import { StepField, StepForm } from './step-form.js';

type Offer = { readonly ticket: string; readonly secret: string; readonly uri: string };
type Step =
  | { readonly kind: 'password' }
  | { readonly kind: 'token' }
  | { readonly kind: 'enrol'; readonly ticket: string; readonly phone: string }
  | { readonly kind: 'offer'; readonly offer: Offer }
  | { readonly kind: 'totp'; readonly ticket: string };
type StepProps = { readonly go: (step: Step) => void };

function PasswordStep({ go }: StepProps) {
  const { t } = useTexts();
  const [phone, setPhone] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation(
    api.staffAuth.signIn.mutationOptions({
      onSuccess: ({ needs, ticket }) =>
        go(needs === 'totp' ? { kind: 'totp', ticket } : { kind: 'enrol', ticket, phone }),
    }),
  );
  return (
    <StepForm
      word={t('staffSignIn.next')}
      isBusy={signIn.isPending}
      error={signIn.error}
      submit={() => signIn.mutate({ phone, password })}
    >
      <StepField
        id="phone"
        label={t('staffSignIn.phone')}
        type="tel"
        autoComplete="username"
        value={phone}
        onChange={(event) => setPhone(event.target.value)}
      />
      <StepField
        id="password"
        label={t('staffSignIn.password')}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
    </StepForm>
  );
}

/** The first sign-in of an administrator whom the command line has made. */
function TokenStep({ go }: StepProps) {
  const { t } = useTexts();
  const [token, setToken] = useState('');
  const [password, setPassword] = useState('');
  const setUp = useMutation(
    api.staffAuth.setUp.mutationOptions({ onSuccess: (offer) => go({ kind: 'offer', offer }) }),
  );
  return (
    <StepForm
      word={t('staffSignIn.next')}
      isBusy={setUp.isPending}
      error={setUp.error}
      submit={() => setUp.mutate({ token: token.trim(), password })}
    >
      <StepField
        id="token"
        label={t('staffSignIn.token')}
        hint={t('staffSignIn.tokenHint')}
        autoComplete="off"
        value={token}
        onChange={(event) => setToken(event.target.value)}
      />
      <StepField
        id="new-password"
        label={t('staffSignIn.newPassword')}
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
    </StepForm>
  );
}

/** Who has no authenticator app yet proves their phone before they get one. */
function EnrolStep({ go, ticket, phone }: StepProps & { readonly ticket: string; readonly phone: string }) {
  const { t } = useTexts();
  const [code, setCode] = useState('');
  const send = useMutation(api.auth.requestCode.mutationOptions());
  const enrol = useMutation(
    api.staffAuth.enrolTotp.mutationOptions({ onSuccess: (offer) => go({ kind: 'offer', offer }) }),
  );
  const challengeId = send.data?.challengeId;
  if (challengeId === undefined)
    return (
      <>
        <p>{t('staffSignIn.enrol')}</p>
        {send.isError && <RefusalNotice error={send.error} />}
        <Button
          block
          type="primary"
          size="large"
          loading={send.isPending}
          onClick={() => send.mutate({ phone, purpose: 'enrol-totp' })}
        >
          {t('proof.send')}
        </Button>
      </>
    );
  return (
    <StepForm
      word={t('staffSignIn.next')}
      isBusy={enrol.isPending}
      error={enrol.error}
      submit={() => enrol.mutate({ ticket, challengeId, code })}
    >
      <CodeField label={t('proof.code')} code={code} change={setCode} />
    </StepForm>
  );
}

function CodeField(props: {
  readonly label: string;
  readonly code: string;
  readonly change: (code: string) => void;
}) {
  return (
    <StepField
      id="code"
      label={props.label}
      maxLength={6}
      inputMode="numeric"
      autoComplete="one-time-code"
      value={props.code}
      onChange={(event) => props.change(event.target.value.replace(/\D/g, ''))}
    />
  );
}

/** The last step: a code of the authenticator app, which is told its secret first where it is new. */
function TotpStep(props: {
  readonly ticket: string;
  readonly offer?: Offer;
  readonly onSignedIn: () => void;
}) {
  const { t } = useTexts();
  const [code, setCode] = useState('');
  const confirm = useMutation(api.staffAuth.confirmTotp.mutationOptions({ onSuccess: props.onSignedIn }));
  return (
    <StepForm
      word={t('staffSignIn.enter')}
      isBusy={confirm.isPending}
      error={confirm.error}
      submit={() => confirm.mutate({ ticket: props.ticket, code })}
    >
      {props.offer && (
        <>
          <p>{t('staffSignIn.offer')}</p>
          <p>
            <code data-secret className="secret">
              {props.offer.secret}
            </code>
          </p>
          <p>
            <a href={props.offer.uri}>{t('staffSignIn.openApp')}</a>
          </p>
        </>
      )}
      <CodeField label={t('proof.totp')} code={code} change={setCode} />
    </StepForm>
  );
}

/** The sign-in of staff: password first, then the authenticator app (AU14). */
export function StaffSignIn({ onSignedIn }: { readonly onSignedIn: () => void }) {
  const { t } = useTexts();
  const [step, go] = useState<Step>({ kind: 'password' });
  const isFirst = step.kind === 'password';
  return (
    <>
      {step.kind === 'password' && <PasswordStep go={go} />}
      {step.kind === 'token' && <TokenStep go={go} />}
      {step.kind === 'enrol' && <EnrolStep go={go} ticket={step.ticket} phone={step.phone} />}
      {step.kind === 'offer' && (
        <TotpStep ticket={step.offer.ticket} offer={step.offer} onSignedIn={onSignedIn} />
      )}
      {step.kind === 'totp' && <TotpStep ticket={step.ticket} onSignedIn={onSignedIn} />}
      <Button type="link" onClick={() => go({ kind: isFirst ? 'token' : 'password' })}>
        {t(isFirst ? 'staffSignIn.haveToken' : 'staffSignIn.back')}
      </Button>
    </>
  );
}
