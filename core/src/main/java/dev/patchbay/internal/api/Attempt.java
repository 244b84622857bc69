package dev.patchbay.internal.api;

import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.internal.http.HttpFailure;

/**
 * One of the two ways in which an answer is had, and what of it is judged.
 *
 * @param <T> the answer
 */
interface Attempt<T> {

  T send(ApiRequest request) throws HttpFailure;

  /** What may tell of a failure: the whole answer, or what of it can be read in advance. */
  ApiReply seen(T answer) throws HttpFailure;

  /** Lets go of an answer that the caller will not get. */
  void drop(T answer);
}
