package io.accountsync.state;

/**
 * One action that a person took by the console.
 *
 * @param at milliseconds since 1970, before it was done
 * @param who the name that the person gave, or what stands for one who gave none
 * @param address that the browser had
 * @param action {@code sign-in}, {@code retry}, {@code approve} or {@code run}
 * @param sync null for a sign-in
 * @param subject the key or the plan that it was about; null for the whole sync
 * @param result null while it goes on, and for ever when the process was cut off
 * @param endedAt milliseconds since 1970; null with the result
 */
public record AuditEntry(
        long id,
        long at,
        String who,
        String address,
        String action,
        String sync,
        String subject,
        String result,
        Long endedAt) {}
