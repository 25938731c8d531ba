package com.acme

const val CONSTANT = "m-top-level constant"

val computed = listOf("m-top-level value").first()

fun topLevel(text: String) = text + "m-other file"

fun String.decorated() = this + "m-extension"

fun withDefault(text: String = "m-default of another file") = text

inline fun <reified T> reified() = T::class.java.name + "m-reified"

inline fun repeated(crossinline block: () -> String): String {
    val run = Runnable { block() }
    run.run()
    return block()
}

object Singleton {
    fun text() = "m-object"
    fun unrelated() = "u-unrelated"
}

data object Data {
    val text get() = "m-data object"
}

sealed interface Shape

data class Circle(val size: Int) : Shape

data object Point : Shape

fun name(shape: Shape) = when (shape) {
    is Circle -> "m-sealed case"
    Point -> "m-sealed object"
}

fun unused() = "u-unused function"
