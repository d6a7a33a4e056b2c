/** Hands a file to the person: it comes to lie where downloads lie, under this name. */
export function handOver(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // A busy browser begins to read late, and loses the name with the address.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
