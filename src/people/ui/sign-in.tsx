import { AdultSignIn } from './adult-sign-in.tsx';

/** What stands here while nobody is signed in. */
export function SignIn() {
  return <AdultSignIn />;
}
