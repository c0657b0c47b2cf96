package io.accountsync.restore;

/**
 * What a deleted record pointed to.
 *
 * @param id of the other record
 */
record Reference(ReferenceField field, String id) {}
