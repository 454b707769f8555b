"""Names that are drawn for made-up people, and the counties they live in."""

from __future__ import annotations

GIVEN = (
    *("Ana", "Luis", "María", "José", "Guadalupe", "Carlos", "Rosa", "Miguel", "Elena", "Juan Carlos", "Sofía"),
    *("James", "Ashley", "Robert", "Jessica", "Óscar", "Amanda", "Kevin", "Nicole", "Tamika", "Wei", "Hovsep"),
)
FAMILY = (
    *("García", "Hernández", "López", "Martínez", "Peña", "Ramírez", "Núñez", "Flores", "De la Cruz", "Ruiz"),
    *("Smith", "Johnson", "Nguyen", "O'Brien", "Lee", "Jackson", "Kim", "Petrosyan", "Walker", "O", "Baker-Hall"),
)
CHILDREN = ("Sofía", "Mateo", "Emma", "Noah", "Valentina", "Diego", "Olivia", "Liam", "Camila", "Ángel", "Elías")
COUNTIES = ("Los Angeles", "Los Angeles", "Los Angeles", "San Bernardino", "Fresno", "Orange", "Kern", "San Diego")
LANGUAGES = ("en", "en", "es", "es", "en", "es", "hy", "zh")
