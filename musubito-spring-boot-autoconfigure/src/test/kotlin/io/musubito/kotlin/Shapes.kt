package io.musubito.kotlin

/** A constant of a sealed hierarchy. */
sealed interface Verdict {

	data object Accepted : Verdict

	data class Rejected(val reason: String) : Verdict

}
