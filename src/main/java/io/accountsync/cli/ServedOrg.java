package io.accountsync.cli;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import java.io.PrintWriter;
import java.security.PublicKey;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A local org for other programs. Apart from the command, since the plain jar has no local org.
 *
 * @param port 0 for any free one
 * @param certificate what the JWT bearer flow signs against; null for none
 */
record ServedOrg(int port, Duration latency, int dailyLimit, boolean rotatesRefreshTokens, PublicKey certificate) {
    /** Prints its address and credentials, and keeps it up until this thread is interrupted. */
    void serve(PrintWriter out) {
        LocalOrgOptions options = LocalOrgOptions.builder()
                .port(port)
                .latency(latency)
                .dailyApiLimit(dailyLimit)
                .rotateRefreshTokens(rotatesRefreshTokens)
                .certificate(certificate)
                .withObject(ObjectsExample.SUBSCRIPTIONS)
                .build();
        try (LocalOrg org = LocalOrg.start(options)) {
            out.println("BASE_URL=" + org.baseUrl());
            out.println("CLIENT_ID=" + org.clientId());
            out.println("CLIENT_SECRET=" + org.clientSecret());
            out.println("REFRESH_TOKEN=" + org.refreshToken());
            out.println();
            out.println("# To be pasted into another terminal, for account-sync there:");
            out.println("export SALESFORCE_LOGIN_URL=" + org.baseUrl());
            out.println("export SALESFORCE_CLIENT_ID=" + org.clientId());
            out.println("export SALESFORCE_CLIENT_SECRET=" + org.clientSecret());
            out.println("export SALESFORCE_REFRESH_TOKEN=" + org.refreshToken());
            out.flush();
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
