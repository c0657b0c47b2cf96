package io.accountsync.localorg;

import java.util.concurrent.CountDownLatch;

/** Runs a local org until the process is stopped, to try clients against. Argument: the port, 0 by default. */
final class StandaloneOrg {

    private StandaloneOrg() {}

    public static void main(String[] args) throws InterruptedException {
        LocalOrgOptionsBuilder options =
                LocalOrgOptions.builder().port(args.length > 0 ? Integer.parseInt(args[0]) : 0);
        try (LocalOrg org = LocalOrg.start(options.build())) {
            System.out.println("BASE_URL=" + org.baseUrl());
            System.out.println("CLIENT_ID=" + org.clientId());
            System.out.println("CLIENT_SECRET=" + org.clientSecret());
            System.out.println("REFRESH_TOKEN=" + org.refreshToken());
            new CountDownLatch(1).await();
        }
    }
}
