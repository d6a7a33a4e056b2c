import { roles, type Role } from '#kernel/role.ts';
import type { Screen } from '#web/screen.ts';
import type { Dictionary, WordFiles } from '#web/words.ts';

/** Every words file of the house, fetched when a screen names its set. Errors of packs are for their writers' console. */
export const wordFiles: WordFiles = import.meta.glob<Dictionary>(
  ['./**/words/*.json', '!./web/**', '!./**/{pack-errors,sign-in,pupil}.*'],
  {
    import: 'default',
  },
);

const office: readonly Role[] = ['head', 'deputy-head'];
const teachers: readonly Role[] = ['teacher', 'class-teacher', 'deputy-head', 'head', 'hub-teacher'];
const teacherWords: readonly string[] = ['rooms/lessons/words/', 'people/words/subjects.'];
const runWords: readonly string[] = [...teacherWords, 'rooms/lessons/words/run.'];
const officeWords: readonly string[] = ['people/words/', 'people/words/office.'];
const planWords: readonly string[] = [...teacherWords, 'rooms/lessons/words/plan.', 'rooms/labs/words/list.'];
const historyWords: readonly string[] = ['rooms/lessons/words/', 'rooms/lessons/words/history.'];
const journalWords: readonly string[] = [
  'rooms/journal/words/',
  'rooms/journal/words/own.',
  'people/words/subjects.',
  'people/words/office.',
];
const quizWords: readonly string[] = [...teacherWords, 'rooms/quiz/words/'];
const labsWords: readonly string[] = [
  ...teacherWords,
  ...['', 'real.', 'bench.', 'list.', 'unit.'].map((set) => `rooms/labs/words/${set}`),
];
const syncWords: readonly string[] = [...officeWords, 'sync/words/', 'sync/words/screen.'];

const careWords: readonly string[] = [...officeWords, 'care/words/'];
const releaseWords: readonly string[] = [...officeWords, 'releases/words/', 'releases/words/screen.'];

const proctors: readonly Role[] = ['teacher', 'class-teacher', 'deputy-head', 'head'];
/** Forms that cannot be opened say so in the words of their room. */
const sittingWords: readonly string[] = [
  'rooms/sitting/words/',
  'rooms/assessment/words/',
  'people/words/',
  'people/words/subjects.',
];

const timetableReaders: readonly Role[] = [...teachers, 'local-adult'];
const timetableWords: readonly string[] = [
  'rooms/timetable/words/',
  'rooms/timetable/words/week.',
  'people/words/',
  'people/words/office.',
  'people/words/subjects.',
];

const bankWords: readonly string[] = [
  'rooms/bank/words/',
  'rooms/bank/words/screen.',
  'rooms/bank/words/errors.',
  ...officeWords,
  'people/words/subjects.',
];
const scaleWords: readonly string[] = ['rooms/scale/words/', ...officeWords];
const formsWords: readonly string[] = ['rooms/assessment/words/', 'rooms/assessment/words/screen.', ...officeWords];

const regionStaff: readonly Role[] = ['coordinator', 'methodist', 'funder'];
const regionWords: readonly string[] = ['rooms/monitoring/words/', 'people/words/subjects.'];

const resultsWords: readonly string[] = ['rooms/results/words/', 'people/words/subjects.', 'people/words/office.'];

/**
 * All screens but a pupil's, by their address. The first that fits the path and a role of the person is shown: see
 * web/README.md. Fetched when an adult signs in; pupils' stand in pupil-screens.ts, which comes with the page.
 */
export const screens: readonly Screen[] = [
  {
    path: '/',
    roles: office,
    words: [...officeWords, 'sync/words/'],
    load: async () => (await import('./people/ui/office-home.tsx')).OfficeHome,
  },
  {
    path: '/office',
    roles: office,
    words: [...officeWords, 'sync/words/'],
    load: async () => (await import('./people/ui/office-home.tsx')).OfficeHome,
    menu: 'web.menu.office',
  },
  {
    path: '/office/import',
    roles: office,
    words: [...officeWords, 'people/roster/words/'],
    load: async () => (await import('./people/ui/office-import.tsx')).OfficeImport,
  },
  {
    path: '/office/people',
    roles: office,
    words: officeWords,
    load: async () => (await import('./people/ui/office-people.tsx')).OfficePeople,
  },
  {
    path: '/office/cards/:class',
    roles: [...office, 'class-teacher'],
    words: officeWords,
    load: async () => (await import('./people/ui/office-cards.tsx')).OfficeCards,
  },
  {
    path: '/office/groups',
    roles: office,
    words: [...officeWords, 'people/words/subjects.'],
    load: async () => (await import('./people/ui/office-groups.tsx')).OfficeGroups,
  },
  {
    path: '/office/consents',
    roles: [...office, 'class-teacher'],
    words: officeWords,
    load: async () => (await import('./people/ui/office-consents.tsx')).OfficeConsents,
  },
  {
    path: '/office/tablets',
    roles: [...office, 'technician'],
    words: officeWords,
    load: async () => (await import('./people/ui/office-tablets.tsx')).OfficeTablets,
  },
  {
    path: '/office/twice',
    roles: office,
    words: officeWords,
    load: async () => (await import('./people/ui/office-twice.tsx')).OfficeTwice,
  },
  {
    path: '/office/losses',
    roles: office,
    words: [...officeWords, 'people/words/subjects.'],
    load: async () => (await import('./people/ui/office-losses.tsx')).OfficeLosses,
  },
  {
    path: '/office/transfers',
    roles: office,
    words: officeWords,
    load: async () => (await import('./people/ui/office-transfers.tsx')).OfficeTransfers,
  },
  {
    path: '/office/histories',
    roles: ['head'],
    words: [...officeWords, ...historyWords],
    load: async () => (await import('./rooms/lessons/ui/history-list.tsx')).OfficeHistories,
  },
  {
    path: '/office/year',
    roles: office,
    words: [...officeWords, 'people/words/subjects.'],
    load: async () => (await import('./people/ui/office-year.tsx')).OfficeYear,
  },
  {
    path: '/office/silence',
    roles: [...office, 'technician'],
    words: regionWords,
    load: async () => (await import('./rooms/monitoring/ui/report-silence.tsx')).ReportSilence,
    menu: 'web.menu.silence',
  },
  {
    path: '/office/lock',
    roles: [...office, 'technician'],
    words: [...officeWords, 'lock/words/'],
    load: async () => (await import('./lock/ui/lock-page.tsx')).LockPage,
  },
  {
    path: '/office/care',
    roles: [...office, 'technician'],
    words: careWords,
    load: async () => (await import('./care/ui/care-page.tsx')).CarePage,
  },
  {
    path: '/region/care',
    roles: ['coordinator'],
    words: careWords,
    load: async () => (await import('./care/ui/care-page.tsx')).CarePage,
    menu: 'web.menu.care',
  },
  {
    path: '/office/update',
    roles: ['head', 'deputy-head', 'technician'],
    words: releaseWords,
    load: async () => (await import('./releases/ui/release-page.tsx')).ReleasePage,
  },
  {
    path: '/region/update',
    roles: ['coordinator'],
    words: releaseWords,
    load: async () => (await import('./releases/ui/release-page.tsx')).ReleasePage,
    menu: 'web.menu.releases',
  },
  {
    path: '/office/sync',
    roles: [...office, 'technician'],
    words: syncWords,
    load: async () => (await import('./sync/ui/sync-page.tsx')).SyncPage,
  },
  {
    path: '/teach/line',
    roles: [...teachers, 'local-adult'],
    words: syncWords,
    load: async () => (await import('./sync/ui/leave-line.tsx')).LinePage,
  },
  {
    path: '/',
    roles: ['technician'],
    words: syncWords,
    load: async () => (await import('./sync/ui/sync-page.tsx')).SyncPage,
  },
  {
    path: '/region',
    roles: regionStaff,
    words: regionWords,
    load: async () => (await import('./rooms/monitoring/ui/region.tsx')).Region,
    menu: 'web.menu.region',
  },
  {
    path: '/region/calendar',
    roles: regionStaff,
    words: regionWords,
    load: async () => (await import('./rooms/monitoring/ui/calendar.tsx')).RegionCalendar,
    menu: 'web.menu.calendar',
  },
  {
    path: '/region/nodes',
    roles: ['coordinator'],
    words: syncWords,
    load: async () => (await import('./sync/ui/region-nodes.tsx')).RegionNodes,
    menu: 'web.menu.nodes',
  },
  {
    path: '/region/people',
    roles: ['coordinator'],
    words: officeWords,
    load: async () => (await import('./people/ui/region-people.tsx')).RegionPeople,
    menu: 'web.menu.region-people',
  },
  {
    path: '/region/histories',
    roles: ['coordinator'],
    words: [...officeWords, ...historyWords],
    load: async () => (await import('./rooms/lessons/ui/history-list.tsx')).RegionHistories,
  },
  {
    path: '/region/plans',
    roles: ['coordinator', 'methodist'],
    words: planWords,
    load: async () => (await import('./rooms/lessons/ui/plans.ts')).RegionPlans,
    menu: 'web.menu.plans',
  },
  {
    path: '/region/sealed-answers',
    roles: ['coordinator'],
    words: sittingWords,
    load: async () => (await import('./rooms/sitting/ui/take-in.tsx')).TakeInPage,
  },
  {
    path: '/bank',
    roles: ['coordinator', 'methodist'],
    words: bankWords,
    load: async () => (await import('./rooms/bank/ui/bank-screens.ts')).BankPage,
    menu: 'web.menu.bank',
  },
  {
    path: '/bank/new',
    roles: ['coordinator', 'methodist'],
    words: bankWords,
    load: async () => (await import('./rooms/bank/ui/bank-screens.ts')).NewItem,
  },
  {
    path: '/bank/import',
    roles: ['coordinator', 'methodist'],
    words: bankWords,
    load: async () => (await import('./rooms/bank/ui/bank-screens.ts')).ImportPage,
  },
  {
    path: '/bank/cell/:cell',
    roles: ['coordinator', 'methodist'],
    words: bankWords,
    load: async () => (await import('./rooms/bank/ui/bank-screens.ts')).CellPage,
  },
  {
    path: '/bank/item/:item',
    roles: ['coordinator', 'methodist'],
    words: bankWords,
    load: async () => (await import('./rooms/bank/ui/bank-screens.ts')).ItemPage,
  },
  {
    path: '/bank/item/:item/edit',
    roles: ['coordinator', 'methodist'],
    words: bankWords,
    load: async () => (await import('./rooms/bank/ui/bank-screens.ts')).EditItem,
  },
  {
    path: '/scale',
    roles: ['coordinator', 'methodist'],
    words: scaleWords,
    load: async () => (await import('./rooms/scale/ui/scale-screens.ts')).ScaleHome,
    menu: 'web.menu.scale',
  },
  {
    path: '/scale/:calibration',
    roles: ['coordinator', 'methodist'],
    words: scaleWords,
    load: async () => (await import('./rooms/scale/ui/scale-screens.ts')).CalibrationPage,
  },
  {
    path: '/forms',
    roles: ['coordinator', 'methodist'],
    words: formsWords,
    load: async () => (await import('./rooms/assessment/ui/region.ts')).FormsRegion,
    menu: 'web.menu.forms',
  },
  {
    path: '/forms/monitored',
    roles: ['coordinator', 'methodist'],
    words: formsWords,
    load: async () => (await import('./rooms/assessment/ui/region.ts')).MonitoredPage,
  },
  {
    path: '/forms/design/:year/:cell',
    roles: ['coordinator'],
    words: formsWords,
    load: async () => (await import('./rooms/assessment/ui/region.ts')).DesignPage,
  },
  {
    path: '/forms/study/:study',
    roles: ['coordinator', 'methodist'],
    words: formsWords,
    load: async () => (await import('./rooms/assessment/ui/region.ts')).StudyPage,
  },
  {
    path: '/forms/paper/:form/:school',
    roles: ['coordinator'],
    words: formsWords,
    load: async () => (await import('./rooms/assessment/ui/school.ts')).PaperPage,
  },
  {
    path: '/forms',
    roles: teachers,
    words: formsWords,
    load: async () => (await import('./rooms/assessment/ui/school.ts')).FormsHere,
    menu: 'web.menu.forms',
  },
  {
    path: '/forms/plan/:study',
    roles: teachers,
    words: formsWords,
    load: async () => (await import('./rooms/assessment/ui/school.ts')).PlanPage,
  },
  {
    path: '/forms/paper/:form',
    roles: teachers,
    words: formsWords,
    load: async () => (await import('./rooms/assessment/ui/school.ts')).PaperPage,
  },
  {
    path: '/region/:school',
    roles: ['coordinator', 'methodist'],
    words: regionWords,
    load: async () => (await import('./rooms/monitoring/ui/school.tsx')).RegionSchool,
  },
  {
    path: '/',
    roles: regionStaff,
    words: regionWords,
    load: async () => (await import('./rooms/monitoring/ui/region.tsx')).Region,
  },
  {
    path: '/teach',
    roles: teachers,
    words: teacherWords,
    load: async () => (await import('./rooms/lessons/ui/teacher.ts')).TeacherGroups,
    menu: 'web.menu.teach',
  },
  {
    path: '/teach/tablets',
    roles: teachers,
    words: teacherWords,
    load: async () => (await import('./rooms/lessons/ui/teacher.ts')).TeacherTablets,
    menu: 'web.menu.tablets',
  },
  {
    path: '/plans',
    roles: teachers,
    words: planWords,
    load: async () => (await import('./rooms/lessons/ui/plans.ts')).PlanList,
    menu: 'web.menu.plans',
  },
  {
    path: '/plans/new',
    roles: teachers,
    words: planWords,
    load: async () => (await import('./rooms/lessons/ui/plans.ts')).PlanNewScreen,
  },
  {
    path: '/plans/forms',
    roles: teachers,
    words: planWords,
    load: async () => (await import('./rooms/lessons/ui/plans.ts')).PlanForms,
  },
  {
    path: '/plans/year',
    roles: teachers,
    words: planWords,
    load: async () => (await import('./rooms/lessons/ui/plans.ts')).PlanYear,
  },
  {
    path: '/plans/rules',
    roles: ['head'],
    words: planWords,
    load: async () => (await import('./rooms/lessons/ui/plans.ts')).PlanRulesScreen,
  },
  {
    path: '/plans/shared',
    roles: teachers,
    words: planWords,
    load: async () => (await import('./rooms/lessons/ui/plans.ts')).PlanShared,
  },
  {
    path: '/plans/:plan',
    roles: teachers,
    words: planWords,
    load: async () => (await import('./rooms/lessons/ui/plans.ts')).PlanScreen,
  },
  {
    path: '/teach/attempt/:attempt',
    roles: teachers,
    words: teacherWords,
    load: async () => (await import('./rooms/lessons/ui/teacher.ts')).TeacherAttempt,
  },
  {
    path: '/teach/pupil/:person',
    roles: teachers,
    words: [...teacherWords, ...historyWords],
    load: async () => (await import('./rooms/lessons/ui/history-page.tsx')).PupilHistory,
  },
  {
    path: '/teach/:group/assign',
    roles: teachers,
    words: teacherWords,
    load: async () => (await import('./rooms/lessons/ui/teacher.ts')).AssignScreen,
  },
  {
    path: '/teach/:group',
    roles: teachers,
    words: teacherWords,
    load: async () => (await import('./rooms/lessons/ui/teacher.ts')).BoardScreen,
  },
  {
    path: '/',
    roles: teachers,
    words: teacherWords,
    load: async () => (await import('./rooms/lessons/ui/teacher.ts')).TeacherGroups,
  },
  {
    path: '/timetable',
    roles: timetableReaders,
    words: timetableWords,
    load: async () => (await import('./rooms/timetable/ui/week-screen.tsx')).WeekScreen,
    menu: 'web.menu.timetable',
  },
  {
    path: '/journal',
    roles: teachers,
    words: journalWords,
    load: async () => (await import('./rooms/journal/ui/journal-home.tsx')).JournalHome,
    menu: 'web.menu.journal',
  },
  {
    path: '/quiz',
    roles: teachers.filter((role) => role !== 'hub-teacher'),
    words: quizWords,
    load: async () => (await import('./rooms/quiz/ui/quiz-home.tsx')).QuizHome,
    menu: 'web.menu.quiz',
  },
  {
    path: '/quiz/new/:group',
    roles: teachers.filter((role) => role !== 'hub-teacher'),
    words: quizWords,
    load: async () => (await import('./rooms/quiz/ui/quiz-make.tsx')).QuizMake,
  },
  {
    path: '/quiz/:quiz',
    roles: teachers.filter((role) => role !== 'hub-teacher'),
    words: [...quizWords, 'rooms/journal/words/'],
    load: async () => (await import('./rooms/quiz/ui/quiz-page.tsx')).QuizPage,
  },
  {
    path: '/labs',
    roles: proctors,
    words: labsWords,
    load: async () => (await import('./rooms/labs/ui/teach-home.tsx')).LabsHome,
    menu: 'web.menu.labs',
  },
  {
    path: '/labs/works',
    roles: teachers,
    words: labsWords,
    load: async () => (await import('./rooms/labs/ui/teach-works.tsx')).LabsWorks,
  },
  {
    path: '/labs/group/:group',
    roles: proctors,
    words: labsWords,
    load: async () => (await import('./rooms/labs/ui/teach-group.tsx')).LabsGroup,
  },
  {
    path: '/labs/group/:group/journal/:lab/:task/:grade',
    roles: teachers,
    words: labsWords,
    load: async () => (await import('./rooms/labs/ui/teach-journal.tsx')).LabsJournal,
  },
  {
    path: '/labs/work/:work',
    roles: proctors,
    words: labsWords,
    load: async () => (await import('./rooms/labs/ui/teach-work.tsx')).LabsWork,
  },
  {
    path: '/journal/quality',
    roles: teachers,
    words: journalWords,
    load: async () => (await import('./rooms/journal/ui/quality-page.tsx')).QualityPage,
  },
  {
    path: '/journal/class',
    roles: [...office, 'class-teacher'],
    words: journalWords,
    load: async () => (await import('./rooms/journal/ui/class-page.tsx')).ClassPage,
  },
  {
    path: '/journal/shared',
    roles: ['hub-teacher'],
    words: journalWords,
    load: async () => (await import('./rooms/journal/ui/hub-page.tsx')).HubPage,
  },
  {
    path: '/journal/assess/:assessment',
    roles: teachers,
    words: journalWords,
    load: async () => (await import('./rooms/journal/ui/assessment-page.tsx')).AssessmentPage,
  },
  {
    path: '/journal/:group/carry',
    roles: teachers,
    words: journalWords,
    load: async () => (await import('./rooms/journal/ui/carry-page.tsx')).CarryPage,
  },
  {
    path: '/journal/:group',
    roles: teachers,
    words: journalWords,
    load: async () => (await import('./rooms/journal/ui/journal-page.tsx')).JournalPage,
  },
  {
    path: '/run',
    roles: teachers,
    words: runWords,
    load: async () => (await import('./rooms/lessons/ui/run-teacher.ts')).RunStart,
    menu: 'web.menu.run',
  },
  {
    path: '/run/with/:plan',
    roles: teachers,
    words: runWords,
    load: async () => (await import('./rooms/lessons/ui/run-teacher.ts')).RunStart,
  },
  {
    path: '/run/:run',
    roles: teachers,
    words: runWords,
    load: async () => (await import('./rooms/lessons/ui/run-teacher.ts')).RunRemote,
  },
  {
    path: '/run/:run/after',
    roles: teachers,
    words: runWords,
    load: async () => (await import('./rooms/lessons/ui/run-teacher.ts')).RunAfter,
  },
  {
    path: '/run/:run/panel',
    roles: teachers,
    words: runWords,
    load: async () => (await import('./rooms/lessons/ui/run-teacher.ts')).RunPanel,
  },
  {
    path: '/proctor',
    roles: proctors,
    words: sittingWords,
    load: async () => (await import('./rooms/sitting/ui/proctor-home.tsx')).ProctorHome,
    menu: 'web.menu.sitting',
  },
  {
    path: '/proctor/:sitting',
    roles: proctors,
    words: sittingWords,
    load: async () => (await import('./rooms/sitting/ui/proctor-page.tsx')).ProctorPage,
  },
  {
    path: '/timetable/calendar',
    roles: timetableReaders,
    words: [...timetableWords, 'rooms/timetable/words/settings.'],
    load: async () => (await import('./rooms/timetable/ui/calendar-screen.tsx')).CalendarScreen,
  },
  {
    path: '/timetable/bells',
    roles: timetableReaders,
    words: [...timetableWords, 'rooms/timetable/words/settings.'],
    load: async () => (await import('./rooms/timetable/ui/bells-screen.tsx')).BellsScreen,
  },
  {
    path: '/timetable/hours',
    roles: office,
    words: [...timetableWords, 'rooms/timetable/words/settings.'],
    load: async () => (await import('./rooms/timetable/ui/hours-screen.tsx')).HoursScreen,
  },
  {
    path: '/timetable/import',
    roles: office,
    words: [
      ...timetableWords,
      'rooms/timetable/words/settings.',
      'rooms/timetable/words/import.',
      'people/roster/words/',
    ],
    load: async () => (await import('./rooms/timetable/ui/import-screen.tsx')).ImportScreen,
  },
  {
    path: '/results',
    roles: ['coordinator', 'methodist'],
    words: resultsWords,
    load: async () => (await import('./rooms/results/ui/region-page.tsx')).RegionPage,
    menu: 'web.menu.results',
  },
  {
    path: '/results',
    roles: ['funder'],
    words: resultsWords,
    load: async () => (await import('./rooms/results/ui/releases-page.tsx')).ReleasesPage,
    menu: 'web.menu.results',
  },
  {
    path: '/results',
    roles: teachers,
    words: resultsWords,
    load: async () => (await import('./rooms/results/ui/classes-page.tsx')).ClassesPage,
    menu: 'web.menu.results',
  },
  {
    path: '/results/class/:group/:study/:cell',
    roles: teachers,
    words: resultsWords,
    load: async () => (await import('./rooms/results/ui/class-page.tsx')).ClassPage,
  },
  {
    path: '/results/school',
    roles: office,
    words: resultsWords,
    load: async () => (await import('./rooms/results/ui/school-page.tsx')).SchoolPage,
  },
  {
    path: '/results/schools',
    roles: ['coordinator', 'methodist'],
    words: resultsWords,
    load: async () => (await import('./rooms/results/ui/schools-page.tsx')).SchoolsPage,
  },
  {
    path: '/results/looks',
    roles: ['coordinator'],
    words: resultsWords,
    load: async () => (await import('./rooms/results/ui/looks-page.tsx')).LooksPage,
  },
  {
    path: '/results/releases',
    roles: regionStaff,
    words: resultsWords,
    load: async () => (await import('./rooms/results/ui/releases-page.tsx')).ReleasesPage,
  },
  {
    path: '/results/published/:release',
    roles: regionStaff,
    words: resultsWords,
    load: async () => (await import('./rooms/results/ui/published-page.tsx')).PublishedPage,
  },
  {
    path: '/results/plan',
    roles: regionStaff,
    words: resultsWords,
    load: async () => (await import('./rooms/results/ui/plan-page.tsx')).PlanPage,
  },
  {
    path: '/password',
    roles: roles.filter((role) => role !== 'pupil'),
    words: [],
    load: async () => (await import('./people/ui/own-password.tsx')).OwnPassword,
  },
];

/** What stands in the place of all screens while no node runs on the server: by the stage that it is in (src/boot). */
export const bootScreens: Readonly<Record<string, Screen>> = {
  unset: {
    path: '/',
    roles: [],
    words: ['boot/words/', 'sync/words/', 'care/words/'],
    load: async () => (await import('./boot/ui/set-up.tsx')).SetUp,
  },
  damaged: {
    path: '/',
    roles: [],
    words: ['boot/words/', 'care/words/'],
    load: async () => (await import('./boot/ui/damaged.tsx')).Damaged,
  },
  locked: {
    path: '/',
    roles: [],
    words: ['boot/words/'],
    load: async () => (await import('./boot/ui/locked.tsx')).Locked,
  },
};
