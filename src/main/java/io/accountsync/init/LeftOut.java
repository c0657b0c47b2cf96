package io.accountsync.init;

/**
 * A column that fills no field.
 *
 * @param reason why, to be shown
 */
record LeftOut(String column, String reason) {}
