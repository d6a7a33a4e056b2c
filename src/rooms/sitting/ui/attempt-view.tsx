import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ItemResponse } from '#rooms/bank/model/item.ts';
import { ItemView } from '#rooms/bank/ui/item-view.tsx';

import { Message } from '#web/parts/message.tsx';
import { isGiven } from '../model/replay.ts';
import type { SeatAnswer } from '../routes-sit.ts';
import type { AttemptSession } from './attempt-session.ts';
import { ClockFace } from './clock-face.tsx';
import { Overview } from './overview.tsx';
import type { ReadyForm } from './package-open.ts';
import { SafeLine } from './safe-line.tsx';
import { useAnswer } from './use-answer.ts';
import { useSitSay } from './sit-say.ts';

type Props = { readonly session: AttemptSession; readonly seat: SeatAnswer; readonly form: ReadyForm };

/** One item at a time. Nothing moves by itself but the clock, and that can be hidden. */
export function AttemptView({ session, seat, form }: Props) {
  const say = useSitSay();
  const [isOverview, setOverview] = useState(false);
  const { state, order, left, isFull } = session.view.value;
  // What a finger asked for is on the screen at once, however long the disk takes: nobody answers the item that they left.
  const [ahead, setAhead] = useState<number>();
  const place = Math.max(0, Math.min(ahead ?? state.place, form.items.length - 1));
  const face = form.items[place];
  const answer = useAnswer(session, place);
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (state.place < 0 && order === 'running') void session.show(0);
  }, [order]);
  useEffect(() => {
    scrollTo(0, 0);
    top.current?.focus({ preventScroll: true });
  }, [place, isOverview]);
  const ofMedia = useMemo(() => form.ofMedia, [form]);
  const go = async (to: number): Promise<void> => {
    setOverview(false);
    setAhead(to);
    try {
      await answer.keepNow();
      if (to !== session.view.value.state.place) await session.show(to);
    } finally {
      setAhead((now) => (now === to ? undefined : now));
    }
  };
  const open = async (): Promise<void> => {
    await answer.keepNow();
    setOverview(true);
  };
  if (order === 'paused') return <Paused />;
  if (!face) return null;
  const isLast = place === form.items.length - 1;
  const isFlagged = state.flagged.has(place);
  return (
    <div class={seat.isLarge ? 'sitting large-print' : 'sitting'}>
      <div class="sitting-head">
        <h1 ref={top} tabIndex={-1}>
          {isOverview ? say('sitting.overview') : say('sitting.item', { number: place + 1, of: form.items.length })}
        </h1>
        <ClockFace left={left} />
      </div>
      {isFull && (
        <Message tone="wrong" isNews>
          {say('sitting.no-room')}
        </Message>
      )}
      {isOverview ? (
        <Overview session={session} count={form.items.length} go={(to) => void go(to)} />
      ) : (
        <>
          <ItemView
            key={`${seat.attempt} ${place}`}
            face={face}
            language={seat.language}
            response={answer.shown as ItemResponse | undefined}
            onResponse={answer.change}
            ofMedia={ofMedia}
          />
          <SafeLine session={session} isWriting={answer.isWaiting} hasAnswer={isGiven(state.answers.get(place))} />
        </>
      )}
      <div class="sitting-foot">
        <button type="button" class="button" disabled={isOverview || place === 0} onClick={() => void go(place - 1)}>
          {say('sitting.back')}
        </button>
        <button
          type="button"
          class="button"
          aria-pressed={isFlagged}
          disabled={isOverview}
          onClick={() => void session.flag(place, !isFlagged)}
        >
          <span aria-hidden="true">{isFlagged ? '⚑' : '⚐'}</span> {say('sitting.flag')}
        </button>
        <button type="button" class="button" onClick={() => (isOverview ? setOverview(false) : void open())}>
          {say(isOverview ? 'sitting.to-item' : 'sitting.overview')}
        </button>
        {!isOverview && (
          <button type="button" class="button main" onClick={() => void (isLast ? open() : go(place + 1))}>
            {say(isLast ? 'sitting.to-end' : 'sitting.next')}
          </button>
        )}
      </div>
    </div>
  );
}

/** The teacher stopped the room: nothing of the form is shown, and the clock stands. */
function Paused() {
  const say = useSitSay();
  return (
    <div class="sheet sitting-wait">
      <h1>{say('sitting.paused')}</h1>
      <p>{say('sitting.paused-more')}</p>
    </div>
  );
}
