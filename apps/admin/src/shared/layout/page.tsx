import { useRouter } from '@tanstack/react-router';
import { Button, Empty, Skeleton } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTexts } from '../i18n/i18n.js';
import { RefusalNotice } from './refusal-notice.js';

let pagesShown = 0;

/** The title of a page, also of the document. After a change of page the focus lands here, so that readers hear it. */
export function PageTitle({ text, children }: { readonly text: string; readonly children?: ReactNode }) {
  const { t } = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    pagesShown += 1;
    if (pagesShown > 1) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      <title>{`${text} · ${t('brand')}`}</title>
      <h1 ref={heading} tabIndex={-1} className="page-title">
        {children ?? text}
      </h1>
    </>
  );
}

/** Shown at once while the first answer is on its way. */
export function PageSkeleton() {
  const { t } = useTexts();
  return (
    <div role="status" aria-label={t('page.loading')} className="page-skeleton">
      <Skeleton active title={false} paragraph={{ rows: 9 }} />
    </div>
  );
}

/** What went wrong, and one way on. */
export function PageFailure({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  const { t } = useTexts();
  return <RefusalNotice error={error} action={{ word: t('page.retry'), run: retry }} />;
}

/** Why there is nothing to see, and one way on. */
export function NothingHere({ why, children }: { readonly why: string; readonly children?: ReactNode }) {
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={why}>
      {children}
    </Empty>
  );
}

/** For addresses that lead nowhere. */
export function PageNotFound() {
  const { t } = useTexts();
  const router = useRouter();
  return (
    <main id="content" className="content">
      <PageTitle text={t('page.notFound')} />
      <NothingHere why={t('page.notFoundWhy')}>
        <Button type="primary" onClick={() => void router.navigate({ to: '/' })}>
          {t('nav.board')}
        </Button>
      </NothingHere>
    </main>
  );
}
