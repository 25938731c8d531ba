package io.musubito.code;

/**
 * A method, or what is declared of a class, as it goes into fingerprints.
 *
 * @param name its name for people
 * @param hash the hash of its symbolic form
 * @param references where to go on from it
 */
record CodePart(String name, String hash, References references) {

}
