import type { OrderDetailDto } from '@banzhen/contracts';
import { Button } from 'antd';
import { useTexts } from '../../../shared/i18n/i18n.js';
import { type Act, allowedActs } from './acts.js';

type Props = { readonly order: OrderDetailDto; readonly start: (act: Act) => void };

/** The next acts that are allowed now. */
export function ActButtons({ order, start }: Props) {
  const { t } = useTexts();
  const acts = allowedActs(order);
  if (acts.length === 0) return null;
  return (
    <section className="acts" aria-label={t('order.acts')}>
      {acts.map(({ kind, isDangerous }) => (
        <Button key={kind} danger={isDangerous} onClick={() => start({ kind })} data-act={kind}>
          {t(`act.${kind}.button`)}
        </Button>
      ))}
    </section>
  );
}
