package io.accountsync.init;

import io.accountsync.config.Quantity;
import java.util.List;
import java.util.Locale;

/** A proposal for people: what was seen, what goes where and why, and what goes nowhere. */
public final class ProposalText {
    private static final int SHOWN = 20;

    private final Proposal proposal;
    private final StringBuilder text = new StringBuilder();

    private ProposalText(Proposal proposal) {
        this.proposal = proposal;
    }

    /** All of it, in lines. */
    public static String of(Proposal proposal) {
        return new ProposalText(proposal).write();
    }

    private String write() {
        Look look = proposal.look();
        head(look.name() == null ? "The query" : YamlText.shown(look.name()));
        look.about().forEach(line -> text.append("  " + YamlText.shown(line) + "\n"));
        text.append("  rows       " + rows(look) + "\n");
        look.notes().forEach(note -> text.append("  note       " + YamlText.shown(note) + "\n"));
        key();
        cursor();
        mapped();
        leftOut();
        return text.toString();
    }

    private static String rows(Look look) {
        if (look.rows().isEmpty()) {
            return "none, so that only names and the database say what goes where";
        }
        String read = Quantity.of(look.rows().size(), "row") + " read";
        return look.isWhole() ? read + ", all of them" : "the first " + read + "; others may differ";
    }

    private void head(String title) {
        text.append((text.isEmpty() ? "" : "\n") + title + "\n");
    }

    private void key() {
        if (proposal.key() == null) {
            return;
        }
        head("Key, into " + proposal.externalId().getName());
        KeyChoice key = proposal.key();
        if (key.chosen() != null) {
            text.append("  " + YamlText.shown(key.chosen().column()) + ": " + key.reason() + "; "
                    + key.chosen().text() + "\n");
        }
        others(key);
    }

    private void others(KeyChoice key) {
        if (key.chosen() == null) {
            key.candidates().stream()
                    .limit(SHOWN)
                    .forEach(one ->
                            text.append("  " + YamlText.shown(one.column()) + " could be it: " + one.text() + "\n"));
            return;
        }
        List<String> others = key.candidates().stream()
                .map(KeyEvidence::column)
                .filter(column -> !column.equals(key.chosen().column()))
                .toList();
        if (!others.isEmpty()) {
            text.append("  unique, too: " + YamlText.listed(others, SHOWN) + "\n");
        }
    }

    private void cursor() {
        head("Cursor");
        proposal.cursor().lines().forEach(line -> text.append("  " + YamlText.shown(line) + "\n"));
    }

    private void mapped() {
        head("Mapped");
        int width = proposal.pairs().stream()
                .mapToInt(pair -> YamlText.shown(pair.column()).length())
                .max()
                .orElse(0);
        int fields = proposal.pairs().stream()
                .mapToInt(pair -> pair.target().length())
                .max()
                .orElse(0);
        if (proposal.pairs().isEmpty()) {
            text.append("  nothing but the key\n");
        }
        for (Pair pair : proposal.pairs()) {
            String format = "  %-" + Math.max(1, width) + "s -> %-" + Math.max(1, fields) + "s  %s%n";
            text.append(String.format(
                    Locale.ROOT, format, YamlText.shown(pair.column()), pair.target(), YamlText.shown(pair.reason())));
        }
    }

    private void leftOut() {
        List<LeftOut> all = proposal.leftOut();
        if (all.isEmpty()) {
            return;
        }
        head("Left out");
        all.stream()
                .limit(SHOWN)
                .forEach(one -> text.append("  " + YamlText.shown(one.column() + ": " + one.reason()) + "\n"));
        if (all.size() > SHOWN) {
            text.append(
                    "  and " + Quantity.of(all.size() - SHOWN, "column") + " more; the sync file names each of them\n");
        }
    }
}
