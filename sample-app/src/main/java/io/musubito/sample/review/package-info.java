/**
 * The pipeline that reviews a change. Start reading at
 * {@link io.musubito.sample.review.ReviewPipeline}.
 */
@NullMarked
package io.musubito.sample.review;

import org.jspecify.annotations.NullMarked;
