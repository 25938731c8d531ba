package io.musubito;

/**
 * Where a private content is stored. To bind a content to it keeps it from being moved to
 * another one.
 *
 * @param namespace the namespace of the store, which may be empty
 * @param column what it is: the column of the database, {@code payload} for results,
 * {@code inputs}, {@code arguments}, {@code why}, {@code error} and so on, or
 * {@code export} for a line of an exported file
 */
public record ContentPlace(String namespace, String column) {

}
