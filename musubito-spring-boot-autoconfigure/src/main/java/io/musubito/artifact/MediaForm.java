package io.musubito.artifact;

import org.jspecify.annotations.Nullable;

/**
 * What a media object is made of.
 *
 * @param mimeType its type
 * @param id its id
 * @param name its name
 * @param bytes its content
 * @param text where its content is, or its content as text
 */
record MediaForm(String mimeType, @Nullable String id, String name, byte @Nullable [] bytes, @Nullable String text) {

}
