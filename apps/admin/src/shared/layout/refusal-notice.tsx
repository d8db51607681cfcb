import { Alert, Button } from 'antd';
import { readRefusal } from '../api/refusal.js';
import { factText } from '../fact-text.js';
import { inLanguage, useTexts } from '../i18n/i18n.js';
import { wordOf } from '../i18n/words.js';
import { refusalSentence } from '../refusal-sentence.js';

type Props = {
  readonly error: unknown;
  /** `warning` for what is not so yet, and nobody has tried. */
  readonly tone?: 'error' | 'warning';
  readonly action?: { readonly word: string; readonly run: () => void };
};

/** The sentences themselves, and names that are for programs. */
const untold = new Set(['type', 'zh', 'en', 'operation']);

/** A refusal in the server's own words, with its facts and at most one way on. */
export function RefusalNotice({ error, tone = 'error', action }: Props) {
  const { t, language } = useTexts();
  const { refusal, code } = readRefusal(error);
  const facts = Object.entries(refusal ?? {}).filter(
    ([name, value]) => !untold.has(name) && value !== undefined && !name.endsWith('Id'),
  );
  return (
    <Alert
      type={tone}
      role="alert"
      showIcon
      className="refusal"
      title={
        refusal
          ? refusalSentence(inLanguage(refusal, language), { ...refusal })
          : wordOf('failure', failureOf(code))
      }
      description={
        facts.length > 0 && (
          <dl className="facts">
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{wordOf('fact', name)}</dt>
                <dd>{factText(name, value, language)}</dd>
              </div>
            ))}
          </dl>
        )
      }
      action={
        action && (
          <Button size="small" onClick={action.run}>
            {action.word}
          </Button>
        )
      }
      data-code={refusal?.type ?? code}
      aria-label={t('failure.title')}
    />
  );
}

const known = new Set([
  'UNREACHABLE',
  'UNAUTHORIZED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_REQUEST',
  'TOO_MANY_REQUESTS',
]);
const failureOf = (code: string): string => (known.has(code) ? code : 'INTERNAL_SERVER_ERROR');
