package io.accountsync.page;

/**
 * A number with what it counts, drawn as a bar.
 *
 * @param name for tests and scripts, as JSON names it
 * @param count null for what nobody can count
 * @param isPart whether it is counted in the one before it already
 */
public record PageBar(String name, String label, Long count, Tone tone, boolean isPart) {
    /** One that stands for itself. */
    public PageBar(String name, String label, Long count, Tone tone) {
        this(name, label, count, tone, false);
    }
}
