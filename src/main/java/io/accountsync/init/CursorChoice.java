package io.accountsync.init;

import io.accountsync.config.ConfigurationException;
import io.accountsync.mapping.CursorType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * By which column the database picks the rows that changed.
 *
 * @param chosen null for none: every run reads every row, which is right, only slower
 * @param type what it holds; null for none
 * @param lines what is to be said of it
 */
record CursorChoice(String chosen, CursorType type, List<String> lines) {
    private static final CursorChoice OF_A_FILE =
            new CursorChoice(null, null, List.of("none: each run reads the whole file and sends what differs"));

    /**
     * Chooses.
     *
     * @param wish the column that somebody named; null for none
     * @throws ConfigurationException when that one cannot be it
     */
    static CursorChoice of(Look look, String wish, Clock clock) {
        if (look.part() instanceof FilePart) {
            if (wish != null) {
                throw new ConfigurationException(
                        "--cursor is for databases: a file is read whole in each run. Leave it out");
            }
            return OF_A_FILE;
        }
        List<CursorEvidence> all = look.columns().stream()
                .flatMap(column -> CursorEvidence.of(column, look, clock).stream())
                .toList();
        return wish == null ? found(all) : wished(look.require("--cursor " + wish, wish), all, look);
    }

    private static CursorChoice wished(String column, List<CursorEvidence> all, Look look) {
        Optional<CursorEvidence> time =
                all.stream().filter(one -> one.column().equals(column)).findFirst();
        if (time.isPresent() && !time.get().isCandidate()) {
            throw new ConfigurationException("--cursor " + YamlText.shown(column) + " cannot be it: "
                    + time.get().against());
        }
        boolean areNumbers = look.values(column).stream()
                .allMatch(value -> value.value() instanceof Number number
                        && number.doubleValue() == Math.rint(number.doubleValue()));
        if (time.isEmpty() && (!areNumbers || !CursorEvidence.canStandInAQuery(column))) {
            throw new ConfigurationException("--cursor " + YamlText.shown(column)
                    + " cannot be it: it holds neither times nor whole numbers, or its name has other characters than A"
                    + " to Z, digits and _");
        }
        return new CursorChoice(
                column,
                time.map(CursorEvidence::type).orElse(CursorType.INTEGER),
                List.of(column + ": as --cursor says; "
                        + time.map(CursorEvidence::text).orElse("whole numbers")));
    }

    private static CursorChoice found(List<CursorEvidence> all) {
        List<CursorEvidence> plain = all.stream()
                .filter(one -> one.isCandidate() && one.namesChange())
                .toList();
        if (plain.size() == 1) {
            CursorEvidence one = plain.get(0);
            return new CursorChoice(
                    one.column(),
                    one.type(),
                    List.of(one.column() + ": its name says that it grows with each change; " + one.text()));
        }
        List<String> lines = new ArrayList<>();
        lines.add("none: each run reads every row and sends what differs. A column that grows with each change of a row"
                + " makes it faster: --cursor COLUMN");
        all.forEach(one -> lines.add(
                one.isCandidate()
                        ? one.column() + " could be it, if it grows with each change: " + one.text()
                        : YamlText.shown(one.column()) + " cannot be it: " + one.against()));
        return new CursorChoice(null, null, lines);
    }
}
