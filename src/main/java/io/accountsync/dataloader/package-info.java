/** Files of Salesforce's Data Loader, and the sync files that do the same. */
package io.accountsync.dataloader;
