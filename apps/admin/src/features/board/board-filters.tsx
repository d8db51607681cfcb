import { SearchOutlined } from '@ant-design/icons';
import { Checkbox, Input, type InputRef, Switch } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../../shared/i18n/i18n.js';
import { useShortcut } from '../../shared/layout/shortcuts.js';
import { type BoardFilter, groupIds } from './groups.js';

type Props = { readonly filter: BoardFilter; readonly change: (patch: Partial<BoardFilter>) => void };

const SETTLE_MS = 200;

function TextFilter({ filter, change }: Props) {
  const { t } = useTexts();
  const [text, setText] = useState(filter.text);
  const input = useRef<InputRef>(null);
  useShortcut('/', () => input.current?.focus());
  useEffect(() => setText(filter.text), [filter.text]);
  useEffect(() => {
    if (text === filter.text) return undefined;
    const settled = window.setTimeout(() => change({ text }), SETTLE_MS);
    return () => window.clearTimeout(settled);
  }, [text, filter.text, change]);
  return (
    <Input
      ref={input}
      className="board-search"
      type="search"
      prefix={<SearchOutlined aria-hidden />}
      value={text}
      onChange={(event) => setText(event.target.value)}
      placeholder={t('board.searchHint')}
      aria-label={t('board.search')}
    />
  );
}

/** What of the board is shown; all of it stands in the address and can be sent to a colleague. */
export function BoardFilters({ filter, change }: Props) {
  const { t } = useTexts();
  return (
    <search className="board-filters">
      <TextFilter filter={filter} change={change} />
      <fieldset className="bare">
        <legend className="visually-hidden">{t('board.groups')}</legend>
        <Checkbox.Group
          value={[...filter.groups]}
          options={groupIds.map((id) => ({ value: id, label: t(`group.${id}`) }))}
          onChange={(chosen) => change({ groups: groupIds.filter((id) => chosen.includes(id)) })}
        />
      </fieldset>
      <span className="switch-line">
        <Switch
          id="needs-dispatcher"
          checked={filter.needsDispatcher}
          onChange={(needsDispatcher) => change({ needsDispatcher })}
          aria-labelledby="needs-dispatcher-label"
        />
        <span id="needs-dispatcher-label">{t('board.onlyNeedsDispatcher')}</span>
      </span>
    </search>
  );
}
