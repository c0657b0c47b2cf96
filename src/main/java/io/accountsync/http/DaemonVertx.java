package io.accountsync.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/** The Vert.x of a port: one thread, which keeps no process alive, and no files of its own. */
public final class DaemonVertx {
    private DaemonVertx() {}

    /** Whoever gets it closes it. */
    public static Vertx create() {
        return Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }
}
