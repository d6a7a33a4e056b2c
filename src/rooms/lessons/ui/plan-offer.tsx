import { useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed } from '#web/parts/message.tsx';
import type { SavedPlan } from './plan-data.ts';

/** Offers the saved version to all schools: the author says that no pupil is named in it. */
export function PlanOffer({ id, saved, isSaved }: { id: string; saved: SavedPlan; isSaved: boolean }) {
  const say = useSay();
  const { api } = useApp();
  const [offer, setOffer] = useState(saved.offer);
  const [isNobodys, setNobodys] = useState(false);
  const { isBusy, failure, send } = useSend();
  const put = async (isOpen: boolean): Promise<void> => {
    const answer = await send(api.post<{ offer: SavedPlan['offer'] }>(`/lessons/plans/${id}/offer`, { isOpen }));
    if (answer) setOffer(answer.offer);
  };
  return (
    <div>
      <h3>{say('lessons.plan.offer')}</h3>
      <p role="status">{say(`lessons.plan.offer.${offer}`)}</p>
      {offer === 'none' && (
        <label class="plan-choice">
          <input type="checkbox" checked={isNobodys} onChange={(event) => setNobodys(event.currentTarget.checked)} />
          {say('lessons.plan.offer.nobodys')}
        </label>
      )}
      <p class="plan-do">
        {offer === 'none' && (
          <button
            type="button"
            class="button"
            disabled={isBusy || !isNobodys || !isSaved}
            onClick={() => void put(true)}
          >
            {say('lessons.plan.offer.put')}
          </button>
        )}
        {(offer === 'open' || offer === 'asked') && (
          <button type="button" class="button" disabled={isBusy} onClick={() => void put(false)}>
            {say('lessons.plan.offer.back')}
          </button>
        )}
      </p>
      {failure && <Failed failure={failure} />}
    </div>
  );
}
