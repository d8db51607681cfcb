import {
  CarOutlined,
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  EnvironmentOutlined,
  FileDoneOutlined,
  HeartOutlined,
  SearchOutlined,
  SendOutlined,
  UserDeleteOutlined,
  WalletOutlined,
} from '@ant-design/icons';
import type { OrderStatusDto } from '@banzhen/contracts';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../i18n/i18n.js';

type Look = { readonly color: string; readonly icon: ReactNode };

/** White on these is at least 4.5 : 1; the icon and the word say the same as the colour. */
const looks: Record<OrderStatusDto, Look> = {
  PENDING_PAYMENT: { color: '#595959', icon: <WalletOutlined /> },
  PAID: { color: '#ad4e00', icon: <SearchOutlined /> },
  ASSIGNED: { color: '#0958d9', icon: <SendOutlined /> },
  ACCEPTED: { color: '#006d75', icon: <ClockCircleOutlined /> },
  EN_ROUTE: { color: '#08616b', icon: <CarOutlined /> },
  ARRIVED: { color: '#0b5345', icon: <EnvironmentOutlined /> },
  SERVING: { color: '#531dab', icon: <HeartOutlined /> },
  ENDED: { color: '#874d00', icon: <FileDoneOutlined /> },
  FINISHED: { color: '#237804', icon: <CheckCircleOutlined /> },
  CANCELLED: { color: '#434343', icon: <CloseCircleOutlined /> },
  NO_SHOW: { color: '#a8071a', icon: <UserDeleteOutlined /> },
};

/** Nothing happens to these orders any more but reviews and money. */
export const isClosed = (status: OrderStatusDto): boolean =>
  status === 'FINISHED' || status === 'CANCELLED' || status === 'NO_SHOW';

/** The state of an order in words, with an icon and a colour. */
export function OrderStateTag({ status }: { readonly status: OrderStatusDto }) {
  const { t } = useTexts();
  const { color, icon } = looks[status];
  return (
    <Tag variant="solid" color={color} icon={icon}>
      {t(`state.${status}`)}
    </Tag>
  );
}
