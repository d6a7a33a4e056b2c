/** Tells open screens that something changed; they ask again for what they show. Carries no data of persons. */
export interface LiveEvents {
  publish(topic: string): void;
  /** Hears of topics with one of these names; answers with the way to stop. */
  subscribe(topics: readonly string[], hear: (topic: string) => void): () => void;
}

export function liveEvents(): LiveEvents {
  const hearers = new Set<{ readonly topics: ReadonlySet<string>; readonly hear: (topic: string) => void }>();
  return {
    publish: (topic) => {
      for (const each of hearers) if (each.topics.has(topic)) each.hear(topic);
    },
    subscribe: (topics, hear) => {
      const entry = { topics: new Set(topics), hear };
      hearers.add(entry);
      return () => void hearers.delete(entry);
    },
  };
}
