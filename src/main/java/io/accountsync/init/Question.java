package io.accountsync.init;

/**
 * What must be said before a file can be written.
 *
 * @param text what is not known, with what there is to choose from
 * @param option the first of the answers, as options of the command
 */
public record Question(String text, String option) {}
