"The lowest versions that settings.ini allows, as constraints for pip: `numpy>=1.24` becomes `numpy==1.24`."
import re
from configparser import ConfigParser
from pathlib import Path

config = ConfigParser(delimiters=["="])
config.read(Path(__file__).resolve().parent.parent / "settings.ini", encoding="utf-8")

if __name__ == "__main__":
    for requirement in config["DEFAULT"]["requirements"].split():
        name, lowest = re.fullmatch(r"([\w.-]+)>=([\w.]+)", requirement).groups()
        print(f"{name}=={lowest}")
