// Rendered again every second, which Next.js keeps in its cache on disk.
export const revalidate = 1;

export default function Page() {
  return <p>Next.js answers</p>;
}
