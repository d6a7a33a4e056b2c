export { BankPage } from './bank-page.tsx';
export { CellPage } from './cell-page.tsx';
export { ImportPage } from './import-page.tsx';
export { EditItem, NewItem } from './item-editor.tsx';
export { ItemPage } from './item-page.tsx';
