package dev.slipway.iam;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** The documents read lately. Each text has one place, where a later text may replace it: no locks, and memory has a bound. */
final class RecentDocuments {
    private static final int PLACES = 1024;
    private static final int LONGEST = 16_384;
    private static final AtomicReferenceArray<Entry> RECENT = new AtomicReferenceArray<>(PLACES);

    private record Entry(String text, PolicyDocument document) {}

    private RecentDocuments() {}

    static PolicyDocument parse(String text) {
        if (text.length() > LONGEST) {
            return PolicyParser.parse(text);
        }
        int hash = text.hashCode();
        int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
        Entry entry = RECENT.get(place);
        if (entry == null || !entry.text().equals(text)) {
            entry = new Entry(text, PolicyParser.parse(text));
            RECENT.set(place, entry);
        }
        return entry.document();
    }
}
