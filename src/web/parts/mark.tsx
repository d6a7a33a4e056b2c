/** The mark of Tirek: three supports under one vault. */
export function Mark() {
  return (
    <svg
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      stroke-width="2.5"
      stroke-linecap="round"
      aria-hidden="true"
    >
      <path d="M4 14a12 9 0 0 1 24 0M16 5v23M7.5 12v16M24.5 12v16" />
    </svg>
  );
}
