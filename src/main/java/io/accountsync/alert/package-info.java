/** What somebody should look at: how it is judged, remembered, and told by each channel. */
package io.accountsync.alert;
