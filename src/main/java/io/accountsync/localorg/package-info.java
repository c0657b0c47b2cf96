/**
 * A Salesforce org in a box for {@code demo}, {@code org} and tests. {@link io.accountsync.localorg.LocalOrg} starts it;
 * the packages below hold its schema, its records, SOQL, REST, OAuth, faults and the HTTP server. Nothing here knows the
 * rest of account-sync.
 */
package io.accountsync.localorg;
