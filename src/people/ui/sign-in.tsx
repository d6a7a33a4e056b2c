import { useState } from 'preact/hooks';
import { useApp } from '#web/app.ts';
import { AdultSignIn } from './adult-sign-in.tsx';
import { Enrol } from './enrol.tsx';
import { PupilSignIn } from './pupil-sign-in.tsx';

/** What stands here while nobody is signed in: on an enrolled tablet the class list, elsewhere the way to either. */
export function SignIn() {
  return (
    <div class="sign-in">
      <Way />
    </div>
  );
}

function Way() {
  const { tablet, place, path } = useApp();
  const [isAdult, setAdult] = useState(false);
  const isRegion = place.value?.kind === 'region';
  if (path.value.startsWith('/enrol/') && !isRegion) return <Enrol toAdult={() => setAdult(true)} />;
  if (isAdult || isRegion) return <AdultSignIn back={isRegion ? undefined : () => setAdult(false)} />;
  return tablet.value ? <PupilSignIn toAdult={() => setAdult(true)} /> : <Enrol toAdult={() => setAdult(true)} />;
}
