const paths: Readonly<Record<string, string>> = {
  mathematics: 'M4 8h7M7.5 4.5v7M14 8h6M4.5 14.5l5.5 5.500M10 14.5L4.5 20M14 15.500h6M14 19.500h6',
  algebra: 'M4 10l7 9M11 10l-7 9M15 6.500q.5-2.5 2.5-2.500t2.5 2q0 2-5 5.500h5.5',
  geometry: 'M4 20V5l15 15zM8 16v-3l3 3z',
  physics: 'M6 4v8a6 6 0 0 0 12 0V4h-4v8a2 2 0 0 1-4 0V4zM6 8h4M14 8h4',
  chemistry: 'M9.5 3h5M10.5 3v6L5 18.500q-1 2.5 1.5 2.500h11q2.5 0 1.5-2.500L13.5 9V3M8 15h8',
  biology: 'M6 18C4 9 10 5 20 4c0 10-4 15-12 14.500M4 21c2-6 5-9 9-11',
  'natural-science': 'M12 21v-9M12 13c0-5-3-7-8-7 0 5 3 7 8 7zM12 16c0-4 3-6 8-6 0 4-3 6-8 6z',
  english: 'M4 4h16v12h-9l-5 4v-4H4zM8.5 12.500l3-6 3 6M9.7 10.500h3.6',
  world: 'M12 5.500a2.5 2.5 0 1 0 .01 0M2 20l6.5-8 4.5 5.5 3-3.5 6 6z',
};

/** The drawn sign of a subject; its name stands beside it. */
export function SubjectSign({ subject }: { subject: string }) {
  return (
    <svg
      class="sign subject-sign"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={paths[subject] ?? 'M5 4h11l3 3v13H5zM9 10h6M9 14h6'} />
    </svg>
  );
}
