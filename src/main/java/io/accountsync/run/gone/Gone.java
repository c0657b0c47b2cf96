package io.accountsync.run.gone;

import io.accountsync.mapping.GoneRule;
import io.accountsync.mapping.WhenRowGone;
import io.accountsync.run.compare.Reading;
import io.accountsync.state.GoneKeys;
import io.accountsync.state.GoneKeys.GoneKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The records of a run whose rows are gone and that something is to happen to, as they lie in its change set. To who deletes they
 * are {@link GoneRows}, to who flags they are the same.
 */
public final class Gone implements GoneRows {
    static final int PAGE = 1000;

    private final GoneRule rule;
    private final GoneKeys keys;

    public Gone(Reading reading) {
        this.rule = reading.run().sync().mapping().gone();
        this.keys = reading.changes().gone();
    }

    /** What happens to them. */
    public WhenRowGone action() {
        return rule.whenRowGone();
    }

    /** Whether they are deleted. */
    public boolean areDeleted() {
        return action() == WhenRowGone.DELETE;
    }

    @Override
    public long count() {
        return rule.isIgnored() ? 0 : keys.chosen();
    }

    /** A hash of the very records, and of what happens to them. */
    public String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(action().name().getBytes(StandardCharsets.UTF_8));
            for (List<GoneRow> page : this) {
                for (GoneRow row : page) {
                    // Lengths keep two lists apart that would be one text.
                    String text = "\n" + row.key().length() + " " + row.key() + " " + row.salesforceId();
                    digest.update(text.getBytes(StandardCharsets.UTF_8));
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public Iterator<List<GoneRow>> iterator() {
        return new Iterator<>() {
            private List<GoneRow> next = page("");

            @Override
            public boolean hasNext() {
                return !next.isEmpty();
            }

            @Override
            public List<GoneRow> next() {
                if (next.isEmpty()) {
                    throw new NoSuchElementException();
                }
                List<GoneRow> page = next;
                next = page(page.get(page.size() - 1).key());
                return page;
            }
        };
    }

    private List<GoneRow> page(String after) {
        return keys.chosen(after, PAGE).stream().map(Gone::row).toList();
    }

    private static GoneRow row(GoneKey key) {
        return new GoneRow(key.key(), key.salesforceId(), key.created(), GoneRow.How.valueOf(key.how()));
    }
}
