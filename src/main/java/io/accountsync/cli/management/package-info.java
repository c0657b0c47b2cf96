/** The limits of the management port, which Camel opens and has no keys for. */
package io.accountsync.cli.management;
