import { TeamOutlined } from '@ant-design/icons';
import type { BoardRowDto } from '@banzhen/contracts';
import { Tag } from 'antd';
import { formatInstant } from '../format.js';
import { useTexts } from '../i18n/i18n.js';

type Props = { readonly order: Pick<BoardRowDto, 'hall' | 'zone'> };

/** That escorts may take the order from the grab hall, or from when on. */
export function HallTag({ order: { hall, zone } }: Props) {
  const { t, language } = useTexts();
  if (!hall) return null;
  return hall.isOpen ? (
    <Tag variant="solid" color="#1d39c4" icon={<TeamOutlined aria-hidden />} data-hall="open">
      {t('hall.open')}
    </Tag>
  ) : (
    <Tag icon={<TeamOutlined aria-hidden />} data-hall="later">
      {t('hall.later', { at: formatInstant(hall.opensAt, zone, language) })}
    </Tag>
  );
}
