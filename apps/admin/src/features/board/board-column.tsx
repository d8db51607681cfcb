import { useTexts } from '../../shared/i18n/i18n.js';
import { BoardCard } from './board-card.js';
import type { BoardColumn as Column } from './groups.js';

type Props = {
  readonly column: Column;
  readonly tabStop: string | undefined;
  readonly onFocus: (orderId: string) => void;
};

/** One group of states with its count. */
export function BoardColumn({ column, tabStop, onFocus }: Props) {
  const { t } = useTexts();
  const title = `group-${column.id}`;
  return (
    <section className={`column column-${column.id}`} aria-labelledby={title} data-group={column.id}>
      <h2 id={title}>
        {t(`group.${column.id}`)} <span className="count">{column.rows.length}</span>
      </h2>
      {column.id === 'unassigned' && <p className="hint">{t('board.unassignedHint')}</p>}
      {column.rows.length === 0 ? (
        <p className="column-empty">{t(`groupEmpty.${column.id}`)}</p>
      ) : (
        <ul className="cards">
          {column.rows.map((row) => (
            <BoardCard key={row.orderId} row={row} isTabStop={row.orderId === tabStop} onFocus={onFocus} />
          ))}
        </ul>
      )}
    </section>
  );
}
